// Regions as a tree of choices: a region stands for what lies in it too.
import type { Data } from "./data";
import { bdi, el } from "./dom";
import { choiceRow } from "./facets";
import type { Context } from "./pieces";

const SHOWN = 12; // regions of one level

export function regionTree(
  context: Context,
  counts: Map<number, number>,
  open: Set<number>,
  toggle: (region: number) => void,
  redraw: () => void,
): HTMLElement {
  const { data, state, say } = context;
  const chosen = state.filters.regions;
  const all = new Set([...counts.keys(), ...chosen]);
  const children = new Map<number | null, number[]>();
  for (const region of all) {
    const above = data.chain(region).slice(1).find((other) => all.has(other)) ?? null;
    const list = children.get(above) ?? [];
    list.push(region);
    children.set(above, list);
  }
  const level = (above: number | null): HTMLElement => {
    const rows = order(data, children.get(above) ?? [], counts).slice(0, open.has(above ?? -1) ? undefined : SHOWN);
    return el("ul", {}, ...rows.map(row));
  };
  const row = (region: number): HTMLElement => {
    const inside = children.get(region) ?? [];
    const expanded = open.has(region) || inside.some((child) => chosen.has(child));
    const choice = choiceRow("region", {
      key: data.id(region),
      words: bdi(data.name(region)),
      count: counts.get(region) ?? 0,
      on: chosen.has(region),
      toggle: () => toggle(region),
    });
    const more = el("button", {
      type: "button",
      class: "twist",
      id: `open-${region}`,
      "aria-expanded": String(expanded),
      "aria-label": `${say("within")} ${data.name(region)}`,
      click: () => {
        if (!open.delete(region)) open.add(region);
        redraw();
      },
    });
    return el("li", {}, el("div", { class: "branch" }, inside.length > 0 ? more : el("span", { class: "twist" }), choice), expanded && inside.length > 0 ? level(region) : null);
  };
  const roots = children.get(null) ?? [];
  const rest = roots.length > SHOWN && !open.has(-1);
  const button = el("button", { type: "button", class: "more", id: "open-regions", click: () => { open.add(-1); redraw(); } }, `${say("showAll")} (${roots.length})`);
  return el("div", { class: "tree" }, level(null), rest ? button : null);
}

function order(data: Data, regions: number[], counts: Map<number, number>): number[] {
  return [...regions].sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || data.id(a).localeCompare(data.id(b)));
}
