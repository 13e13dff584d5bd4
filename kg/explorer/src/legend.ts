// The legend: a button for each type with its count; pressed means shown.
import type { Data, Lang } from "./data";
import { el, icon, SHAPES } from "./dom";
import type { Say } from "./strings";

export class Legend {
  readonly element: HTMLElement;
  private readonly buttons = new Map<string, HTMLElement>();

  constructor(
    data: Data,
    lang: Lang,
    say: Say,
    private readonly hidden: Set<string>,
    private readonly changed: () => void,
  ) {
    for (const [label, row] of data.classes) {
      const count = data.count(label);
      if (count === 0) continue;
      const button = el(
        "button",
        { type: "button", "data-label": label, click: () => this.toggle(label) },
        icon(SHAPES[row.shape]),
        el("span", {}, row[lang]),
        el("span", { class: "count" }, String(count)),
      );
      this.buttons.set(label, button);
    }
    this.element = el(
      "div",
      { class: "legend", role: "group", "aria-label": say("legend") },
      ...this.buttons.values(),
    );
    this.mark();
  }

  /** Make sure that a type can be seen: someone asked for one of its nodes. */
  reveal(labels: Iterable<string>): void {
    let any = false;
    for (const label of labels) any = this.hidden.delete(label) || any;
    if (any) this.apply();
  }

  private toggle(label: string): void {
    if (!this.hidden.delete(label)) this.hidden.add(label);
    this.apply();
  }

  private apply(): void {
    this.mark();
    this.changed();
  }

  private mark(): void {
    for (const [label, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(!this.hidden.has(label)));
    }
  }
}
