// What the server says in the page: our prefixes, our vocabulary, the cookbook.

/** A term with what people call it. */
export interface Term {
  iri: string;
  zh: string;
  en: string;
}

/** A named query with the defaults of its parameters filled in. */
export interface Recipe {
  name: string;
  zh: string;
  en: string;
  sparql: string;
}

export interface Site {
  base: string; // what ids begin with
  prefixes: Record<string, string>;
  classes: Term[];
  properties: Term[];
  cookbook: Recipe[];
}

export function site(): Site {
  const element = document.getElementById("site");
  if (!element?.textContent) throw new Error("the page holds no data");
  return JSON.parse(element.textContent) as Site;
}

/** The address here of an id, or null for any other IRI. */
export function local(iri: string, base: string): string | null {
  if (!iri.startsWith(base)) return null;
  const [kind, ...rest] = iri.slice(base.length).split("/");
  return `/id/${kind}/${rest.map((part) => encodeURIComponent(decode(part))).join("%2F")}`;
}

export function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}

export function english(): boolean {
  return document.documentElement.dataset["lang"] === "en";
}
