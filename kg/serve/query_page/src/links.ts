// Tables whose ids lead to their pages here: w3id.org is a name, not a place to send readers to.
import type Yasr from "@zazuko/yasr";
import { decode, local, site } from "./site";

interface Linking {
  getUriLinkFromBinding(binding: { value: string }, prefixes?: Record<string, string>): string;
}

export function linkTables(Results: typeof Yasr): void {
  const table = Results.plugins["table"]?.prototype as unknown as Linking;
  const { base } = site();
  table.getUriLinkFromBinding = ({ value }, prefixes = {}) => {
    const known = Object.entries(prefixes).find(([, namespace]) => value.startsWith(namespace));
    const shown = known ? `${known[0]}:${decode(value.slice(known[1].length))}` : `<${value}>`;
    const link = document.createElement("a");
    link.className = "iri";
    link.target = "_blank";
    link.rel = "noopener noreferrer";
    link.textContent = shown;
    const here = local(value, base);
    if (here) link.href = here;
    else link.removeAttribute("target");
    return link.outerHTML;
  };
}
