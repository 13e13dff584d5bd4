// The panel of the shortest ways between two nodes, each step with its sentence.
import { at, named } from "./data";
import { bdi, el, line } from "./dom";
import { badge, type Context, modalities, nameLink, quotes, section, sentencesOf } from "./pieces";
import { paths } from "./paths";
import { edgeLink } from "./state";

const WAYS = 3; // that are written out

export function ways({ data, shown }: Context, from: number, to: number): number[][] {
  const visible = paths(data, from, to, (fact) => shown.edges[fact] === 1);
  return visible.length > 0 ? visible : paths(data, from, to, () => true);
}

export function route(context: Context, from: number, to: number): HTMLElement[] {
  const { say } = context;
  const found = ways(context, from, to);
  const head = [
    el("p", { class: "kind" }, say("path")),
    el("h2", { tabindex: "-1", class: "claim" }, nameLink(context, from), nameLink(context, to)),
  ];
  if (found.length === 0) return [...head, el("p", { class: "notice" }, say("noPath"))];
  const steps = at(found, 0).length - 1;
  const lead = el("p", { class: "lead" }, `${say("steps").replace("{n}", String(steps))} · ${found.length} ${say("ways")}`);
  return [
    ...head,
    lead,
    ...found.slice(0, WAYS).map((way, i) => section(`${say("way")} ${i + 1}`, null, walk(context, way))),
  ];
}

function walk(context: Context, way: number[]): HTMLElement {
  const rows = way.slice(1).flatMap((node, i) => {
    const before = at(way, i);
    const between = context.data.between(before, node).filter((fact) => context.shown.edges[fact] !== 0);
    const facts = between.length > 0 ? between : context.data.between(before, node);
    return [...facts.map((fact) => step(context, fact, before)), el("li", {}, nameLink(context, node))];
  });
  return el("ol", { class: "way" }, el("li", {}, nameLink(context, at(way, 0))), ...rows);
}

function step(context: Context, fact: number, from: number): HTMLElement {
  const { data, lang } = context;
  const edge = data.edge(fact);
  const row = data.payload.predicates[edge.predicate];
  const direction = row?.symmetric ? "both" : edge.source === from ? "out" : "in";
  const label = el(
    "a",
    { class: "predicate", href: edgeLink(data, fact) },
    line(direction),
    bdi(named(data.payload.predicates, edge.predicate)[lang]),
  );
  const badges = modalities(context, fact).map((modality) => badge(context, modality));
  const proof = quotes(context, sentencesOf(context, fact).slice(0, 1), new Set([edge.source, edge.target]));
  return el("li", { class: "step" }, label, ...badges, ...proof);
}
