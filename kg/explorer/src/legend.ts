// The legend: a button for each type with its count; pressed means shown.
import type { Data } from "./data";
import { el, icon, SHAPES } from "./dom";
import type { Passing } from "./filters";
import type { Context } from "./pieces";

export class Legend {
  readonly element: HTMLElement;
  private readonly buttons = new Map<string, HTMLElement>();

  constructor(data: Data, { lang, say }: Pick<Context, "lang" | "say">, toggle: (label: string) => void) {
    const present = new Set(data.payload.nodes.label);
    for (const [label, row] of data.classes) {
      if (!present.has(label)) continue;
      const button = el(
        "button",
        { type: "button", "data-label": label, click: () => toggle(label) },
        icon(SHAPES[row.shape]),
        el("span", {}, row[lang]),
        el("span", { class: "count" }),
      );
      this.buttons.set(label, button);
    }
    this.element = el("div", { class: "legend", role: "group", "aria-label": say("legend"), title: say("counted") }, ...this.buttons.values());
  }

  mark(hidden: Set<string>, { counts }: Passing): void {
    for (const [label, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(!hidden.has(label)));
      const count = button.querySelector(".count");
      if (count) count.textContent = (counts.types.get(label) ?? 0).toLocaleString("en");
    }
  }
}
