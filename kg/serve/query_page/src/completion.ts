// Autocompletion from our own vocabulary. Nothing is looked up elsewhere.
import type Yasqe from "@zazuko/yasqe";
import { english, type Site, type Term } from "./site";

export function register(Editor: typeof Yasqe, site: Site): void {
  Editor.defaults.prefixCcApi = null as never; // the bundled list; ours takes its place below
  Editor.defaults.autocompleters = [];
  Editor.forkAutocompleter("prefixes", {
    name: "prefixes-zt",
    persistenceId: null,
    get: () => Object.entries(site.prefixes).map(([prefix, namespace]) => `${prefix}: <${namespace}>`),
  });
  terms(Editor, "class", site.classes);
  terms(Editor, "property", site.properties);
  Editor.forkAutocompleter("variables", { name: "variables-zt" });
}

function terms(Editor: typeof Yasqe, kind: "class" | "property", known: Term[]): void {
  const names = new Map(known.map((term) => [term.iri, term]));
  Editor.forkAutocompleter(kind, {
    name: `${kind}-zt`,
    bulk: false,
    autoShow: true,
    persistenceId: null,
    get: (_, token) => {
      const typed = token?.autocompletionString ?? "";
      return [...names.keys()].filter((iri) => iri.startsWith(typed));
    },
    postprocessHints: (editor, hints) =>
      hints.map((hint) => {
        const term = names.get(expanded(editor, hint.text));
        const words = term && (english() ? term.en : `${term.zh} ${term.en}`);
        return words ? { ...hint, displayText: `${hint.text}   ${words}` } : hint;
      }),
  });
}

function expanded(editor: Yasqe, text: string): string {
  if (text.startsWith("<")) return text.slice(1, -1);
  const colon = text.indexOf(":");
  const namespace = editor.getPrefixesFromQuery()[text.slice(0, colon)];
  return namespace === undefined ? text : namespace + text.slice(colon + 1);
}
