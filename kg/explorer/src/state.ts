// What is looked at, as it stands in the address: #n=<node>, #e=<subject>,<predicate>,<object>,
// #a=<article>. Links are plain anchors, so the browser's own history works.
import { at, type Data } from "./data";

export type View =
  | { kind: "overview" }
  | { kind: "unknown" }
  | { kind: "node"; node: number }
  | { kind: "edge"; edges: number[] } // facts between the same two nodes, the chosen one first
  | { kind: "article"; article: number };

export function parse(hash: string, data: Data): View {
  const match = /^#([nea])=(.+)$/s.exec(hash);
  if (!match) return { kind: "overview" };
  let parts: string[];
  try {
    parts = at(match, 2).split(",").map(decodeURIComponent);
  } catch (error) {
    if (error instanceof URIError) return { kind: "unknown" };
    throw error;
  }
  const [first = "", second = "", third = ""] = parts;
  if (match[1] === "n") {
    const node = data.find(first);
    return node === undefined ? { kind: "unknown" } : { kind: "node", node };
  }
  if (match[1] === "a") {
    const article = data.findArticle(first);
    return article === undefined ? { kind: "unknown" } : { kind: "article", article };
  }
  const edge = data.findEdge(first, second, third);
  if (edge === undefined) return { kind: "unknown" };
  const { source, target } = data.edge(edge);
  const others = data.between(source, target).filter((other) => other !== edge);
  return { kind: "edge", edges: [edge, ...others] };
}

/** An id as part of an address. Halves of UTF-16 pairs, which have no encoding, are replaced. */
function encode(id: string): string {
  return encodeURIComponent(id.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("%2F", "/");
}

export function nodeLink(data: Data, node: number): string {
  return `#n=${encode(data.node(node).id)}`;
}

export function edgeLink(data: Data, index: number): string {
  const edge = data.edge(index);
  const parts = [data.node(edge.source).id, edge.predicate, data.node(edge.target).id];
  return `#e=${parts.map(encode).join(",")}`;
}

export function articleLink(data: Data, article: number): string {
  return `#a=${encode(data.article(article).id)}`;
}

/** A choice that outlives the page where the browser allows it (not in every file: page). */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`zhengtu.${key}`, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`zhengtu.${key}`);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
