// What was done to the view, each with a way to undo it: focus, hidden and pinned nodes, filters.
import { bdi, el, line } from "./dom";
import { active, noFilters } from "./filters";
import type { Context } from "./pieces";
import { everything, HOPS } from "./state";

export function scenebar(context: Context): HTMLElement {
  const { data, say, state, shown, go } = context;
  const { scene, filters } = state;
  const chips: HTMLElement[] = [];
  if (scene.focus !== null) {
    const hops = HOPS.map((n) =>
      el("button", { type: "button", id: `hops-${n}`, "aria-pressed": String(scene.hops === n), click: () => go({ scene: { ...scene, hops: n }, camera: null }) }, String(n)),
    );
    chips.push(
      chip(
        say("unfocus"),
        () => go({ scene: { ...everything(), pinned: scene.pinned, hidden: scene.hidden }, camera: null }),
        say("focusOn"),
        bdi(data.short(scene.focus), "name"),
        el("span", { class: "segments", role: "group", "aria-label": say("hops") }, ...hops),
      ),
    );
  }
  const lists = [
    ["hidden", say("hiddenNodes")],
    ["folded", say("foldedNodes")],
    ["pinned", say("pinnedNodes")],
  ] as const;
  for (const [list, words] of lists) {
    if (scene[list].length > 0) chips.push(chip(`${say("undo")}: ${words}`, () => go({ scene: { ...scene, [list]: [] }, camera: null }), words, el("b", {}, String(scene[list].length))));
  }
  const filtered = active(filters);
  if (filtered > 0) chips.push(chip(say("clearFilters"), () => go({ filters: noFilters() }), say("filters"), el("b", {}, String(filtered))));
  if (chips.length > 0) chips.push(el("span", { class: "count", role: "status" }, `${shown.count.toLocaleString("en")} ${say("nodesShown")} · ${shown.facts.toLocaleString("en")} ${say("factsShown")}`));
  return el("div", { class: "scenebar" }, ...chips);
}

function chip(undo: string, press: () => void, ...children: (Element | string)[]): HTMLElement {
  return el("span", { class: "chip" }, ...children, el("button", { type: "button", class: "undo", "aria-label": undo, title: undo, click: press }, line("close")));
}
