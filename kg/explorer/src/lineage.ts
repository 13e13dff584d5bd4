// Policies by descent: what stands behind on the left, what carries it out, amends or ends it on the right.
import { at, named } from "./data";
import { el, svg } from "./dom";
import { type Arc, layered, type Placed } from "./layers";
import { type Context } from "./pieces";
import { edgeLink, nodeLink } from "./state";

const KINDS = ["implements", "based_on", "amends", "repeals"];
const [WIDE, HIGH] = [208, 54]; // px, of a policy
const [ACROSS, DOWN] = [76, 18]; // px between two
const LETTERS = 14; // Chinese characters of a line
const PARTS = 30; // drawings at once

let whole = false; // all drawings rather than the one of the policy in the panel

export function lineage(context: Context, redraw: () => void): HTMLElement {
  const { data, lang, say, shown, state } = context;
  const facts: number[] = [];
  for (let fact = 0; fact < data.edgeCount; fact++) {
    if (shown.edges[fact] && KINDS.includes(data.edge(fact).predicate)) facts.push(fact);
  }
  const arcs = facts.map((fact): Arc => [data.edge(fact).source, data.edge(fact).target]);
  const all = layered(arcs);
  const { subject } = state;
  const spoken = subject.kind === "node" ? [subject.node] : subject.kind === "edge" ? [data.edge(at(subject.edges, 0)).source] : [];
  const own = all.filter((part) => part.some(({ node }) => spoken.includes(node)));
  const parts = own.length > 0 && !whole ? own : all;
  const key = KINDS.map((kind) =>
    el("span", { class: "key" }, svg("svg", { viewBox: "0 0 34 10", class: `arc ${kind}`, "aria-hidden": "true" }, svg("path", { d: "M1 5H33" })), named(data.payload.predicates, kind)[lang]),
  );
  const flip = el("button", { type: "button", id: "lineage-all", "aria-pressed": String(whole), click: () => { whole = !whole; redraw(); document.getElementById("lineage-all")?.focus(); } }, say("allPolicies"));
  return el(
    "div",
    { class: "view lineage" },
    el("div", { class: "bar-row" }, el("h2", { class: "title", tabindex: "-1" }, say("lineage")), ...key, own.length > 0 ? el("div", { class: "segments" }, flip) : null),
    el("p", { class: "lead" }, say("lineageNote")),
    parts.length === 0 ? el("p", { class: "notice" }, say("noLineage")) : null,
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("lineage") }, ...parts.slice(0, PARTS).map((part) => drawing(context, part, facts, spoken))),
  );
}

function drawing(context: Context, part: Placed[], facts: number[], spoken: number[]): SVGSVGElement {
  const { data, lang, say } = context;
  const counts = new Map<number, number>();
  for (const { layer } of part) counts.set(layer, (counts.get(layer) ?? 0) + 1);
  const tallest = Math.max(...counts.values());
  const place = new Map(
    part.map(({ node, layer, row }) => {
      const spare = ((tallest - (counts.get(layer) ?? 0)) * (HIGH + DOWN)) / 2;
      return [node, { x: 2 + layer * (WIDE + ACROSS), y: 2 + spare + row * (HIGH + DOWN) }];
    }),
  );
  const mine = facts.filter((fact) => place.has(data.edge(fact).source));
  const arcs = mine.map((fact) => {
    const { source, target, predicate } = data.edge(fact);
    const [from, to] = [place.get(source) ?? { x: 0, y: 0 }, place.get(target) ?? { x: 0, y: 0 }];
    const [x1, y1, x2, y2] = [from.x, from.y + HIGH / 2, to.x + WIDE + 7, to.y + HIGH / 2];
    const bend = Math.max(30, (x1 - x2) / 2);
    const words = named(data.payload.predicates, predicate)[lang];
    return svg(
      "a",
      { class: `arc ${predicate}`, href: edgeLink(data, fact), "aria-label": `${data.name(source)} ${words} ${data.name(target)}` },
      svg("path", { class: "wide", d: `M${x1} ${y1}C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}` }),
      svg("path", { d: `M${x1} ${y1}C${x1 - bend} ${y1} ${x2 + bend} ${y2} ${x2} ${y2}` }),
      svg("path", { class: "tip", d: `M${x2 - 6} ${y2}l8 -4.5v9Z` }),
      svg("title", {}, `${data.name(source)} ${words} ${data.name(target)}`),
    );
  });
  const boxes = part.map(({ node }) => box(context, node, place.get(node) ?? { x: 0, y: 0 }, spoken.includes(node)));
  const [wide, high] = [4 + counts.size * (WIDE + ACROSS) - ACROSS, 4 + tallest * (HIGH + DOWN) - DOWN];
  return svg(
    "svg",
    { class: "layers", viewBox: `0 0 ${wide} ${high}`, width: String(wide), height: String(high), role: "group", "aria-label": say("lineage") },
    ...arcs,
    ...boxes,
  );
}

function box({ data, say }: Context, node: number, { x, y }: { x: number; y: number }, own: boolean): SVGElement {
  const lines = broken(data.name(node).replace(/^《|》$/g, ""));
  const { policy } = data.node(node);
  const note = policy?.published ?? (policy?.first_year ? `${policy.first_year}–${policy.last_year ?? ""}` : "");
  const rows = note && lines.length < 2 ? [...lines, note] : lines;
  return svg(
    "a",
    { class: own ? "policy own" : "policy", href: nodeLink(data, node), "data-label": "POLICY", transform: `translate(${x} ${y})` },
    svg("rect", { width: String(WIDE), height: String(HIGH), rx: "8" }),
    svg("rect", { class: "edge", width: "4", height: String(HIGH), rx: "2" }),
    ...rows.map((text, i) => svg("text", { x: "14", y: String(HIGH / 2 + 4.5 + (i - (rows.length - 1) / 2) * 18), class: text === note ? "note" : "" }, text)),
    svg("title", {}, `${data.name(node)}${note ? ` · ${say("published")} ${note}` : ""}`),
  );
}

/** Two lines at most. */
function broken(name: string): string[] {
  const letters = [...name];
  const width = (letter: string): number => (letter <= "~" ? 0.58 : 1);
  const lines: string[] = [""];
  let used = 0;
  for (const letter of letters) {
    if (used + width(letter) > LETTERS - 0.6) {
      if (lines.length === 2) return [lines[0] ?? "", `${lines[1] ?? ""}…`];
      lines.push("");
      used = 0;
    }
    lines[lines.length - 1] += letter;
    used += width(letter);
  }
  return lines;
}
