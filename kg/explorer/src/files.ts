// Files that the page hands out, made in the page.
import { at, type Data } from "./data";
import type { Context } from "./pieces";
import type { Shown } from "./scene";

/** Let the browser save a file. */
export function save(name: string, content: Blob | string, type = "text/plain"): void {
  const blob = typeof content === "string" ? new Blob([content], { type: `${type};charset=utf-8` }) : content;
  const address = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** RFC 4180 with a byte order mark; a cell that a spreadsheet would take for a formula gets a quote before it. */
export function csv(rows: string[][]): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

// What XML 1.0 has no place for: controls, halves of UTF-16 pairs, and two that are no characters.
const NO_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu;

function xml(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  return text.replace(NO_XML, "\ufffd").replace(/[&<>"]/g, (sign) => names[sign] ?? sign);
}

const NODE_KEYS = ["label", "name", "code", "iri"] as const;
const EDGE_KEYS = ["predicate", "confidence", "modality", "date"] as const;

/** The part as GraphML (graphml.graphdrawing.org), as Gephi and networkx read it. */
export function graphml(data: Data, part: Pick<Shown, "nodes" | "edges">): string {
  const keys = [
    ...NODE_KEYS.map((key) => `<key id="${key}" for="node" attr.name="${key}" attr.type="string"/>`),
    ...EDGE_KEYS.map((key) => `<key id="e_${key}" for="edge" attr.name="${key}" attr.type="${key === "confidence" ? "double" : "string"}"/>`),
  ];
  const datum = (key: string, value: string): string => (value ? `<data key="${key}">${xml(value)}</data>` : "");
  const nodes: string[] = [];
  part.nodes.forEach((on, i) => {
    if (!on) return;
    const { id, label, name, code } = data.node(i);
    nodes.push(`<node id="${xml(id)}">${datum("label", label)}${datum("name", name)}${datum("code", code)}${datum("iri", data.iri(i))}</node>`);
  });
  const edges: string[] = [];
  part.edges.forEach((on, i) => {
    if (!on) return;
    const { source, target, predicate } = data.edge(i);
    const proofs = data.evidenceOf(i);
    const sure = Math.max(0, ...proofs.map(({ confidence }) => confidence));
    const dates = data.sources(i).map((article) => data.article(article).date).filter(Boolean).sort();
    edges.push(
      `<edge source="${xml(data.id(source))}" target="${xml(data.id(target))}">${datum("e_predicate", predicate)}${datum("e_confidence", String(sure))}${datum("e_modality", [...new Set(proofs.map(({ modality }) => modality))].join(" "))}${datum("e_date", dates[0] ?? "")}</edge>`,
    );
  });
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
    ...keys,
    '<graph edgedefault="directed">',
    ...nodes,
    ...edges,
    "</graph>",
    "</graphml>",
    "",
  ].join("\n");
}

/** What is selected, else all that is shown. */
export function selected({ data, shown, state }: Context, nodes: Set<number>): Pick<Shown, "nodes" | "edges"> {
  if (nodes.size === 0 || state.subject.kind === "overview") return shown;
  const mask = new Uint8Array(data.size);
  for (const node of nodes) mask[node] = 1;
  const edges = shown.edges.slice();
  const { source, target } = data.payload.edges;
  edges.forEach((on, i) => {
    edges[i] = on && mask[at(source, i)] && mask[at(target, i)] ? 1 : 0;
  });
  return { nodes: mask, edges };
}
