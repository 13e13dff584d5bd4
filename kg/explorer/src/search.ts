// The search box: an ARIA combobox with suggestions by type.
import { type Data, type Lang, named } from "./data";
import { bdi, el, icon, line, SHAPES } from "./dom";
import { fold, type Index } from "./index";
import type { Live } from "./live";
import type { Say } from "./strings";

const EACH = 8; // suggestions of one type
const MOST = 40; // suggestions in all

export class Search {
  readonly element: HTMLElement;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly note: HTMLElement;
  private readonly popup: HTMLElement;
  private readonly status: HTMLElement;
  private options: { element: HTMLElement; node: number }[] = [];
  private active = -1;

  constructor(
    private readonly data: Data,
    private readonly lang: Lang,
    private readonly say: Say,
    private readonly index: Index,
    private readonly live: Live | null,
    private readonly choose: (node: number) => void,
  ) {
    this.list = el("div", { id: "results", role: "listbox", "aria-label": say("results") });
    this.note = el("p", { class: "none" });
    this.popup = el("div", { class: "results", hidden: true }, this.list, this.note);
    this.status = el("div", { class: "sr", role: "status" });
    this.input = el("input", {
      id: "search",
      type: "search",
      role: "combobox",
      placeholder: say("search"),
      "aria-label": say("search"),
      "aria-autocomplete": "list",
      "aria-controls": "results",
      "aria-expanded": "false",
      autocomplete: "off",
      spellcheck: "false",
      input: () => this.suggest(),
      focus: () => {
        this.suggest();
        setTimeout(() => this.index.grow());
      },
      keydown: (event) => this.key(event as KeyboardEvent),
    });
    this.element = el(
      "div",
      { class: "search", role: "search" },
      line("search"),
      this.input,
      el("kbd", { "aria-hidden": "true" }, "/"),
      this.popup,
      this.status,
    );
    this.element.addEventListener("focusout", (event) => {
      if (!this.element.contains(event.relatedTarget as globalThis.Node | null)) this.close();
    });
  }

  focus(): void {
    this.input.focus();
    this.input.select();
  }

  private suggest(): void {
    const words = this.input.value;
    const found = this.index.find(words);
    this.options = [];
    this.active = -1;
    this.input.removeAttribute("aria-activedescendant");
    this.list.replaceChildren(...this.group(found));
    const note = found.length === 0 ? "nothing" : this.options.length < found.length ? "more" : null;
    this.note.hidden = note === null;
    this.note.textContent = note === null ? "" : this.say(note);
    this.status.textContent = fold(words) ? `${found.length} ${this.say("found")}` : "";
    this.show(fold(words) !== "");
    this.move(0);
    if (this.live && found.length < EACH && fold(words)) void this.ask(words);
  }

  /**
   * What the server knows beyond the part that the page holds. The answer to the first letters may
   * bring what the whole word finds, therefore the list is made again whatever is typed by then.
   */
  private async ask(words: string): Promise<void> {
    const came = await this.live?.find(words);
    if (came && !this.popup.hidden) this.suggest();
  }

  prompt(words: string): void {
    this.input.value = "";
    this.input.placeholder = words;
    this.focus();
  }

  private group(found: number[]): HTMLElement[] {
    const byLabel = new Map<string, number[]>();
    for (const node of found) {
      const label = this.data.label(node);
      const list = byLabel.get(label) ?? [];
      byLabel.set(label, list);
      if (list.length < EACH) list.push(node);
    }
    let left = MOST;
    return [...byLabel].map(([label, nodes], g) => {
      const taken = nodes.slice(0, left);
      left -= taken.length;
      const heading = el(
        "div",
        { class: "group", id: `group-${g}`, role: "presentation" },
        named(this.data.payload.classes, label)[this.lang],
      );
      return el(
        "div",
        { role: "group", "aria-labelledby": `group-${g}` },
        heading,
        ...taken.map((node) => this.option(node)),
      );
    });
  }

  private option(node: number): HTMLElement {
    const { label, name, aliases } = this.data.node(node);
    const key = fold(this.input.value);
    const alias = fold(name).includes(key) ? null : aliases.find((other) => fold(other).includes(key));
    const element = el(
      "div",
      {
        role: "option",
        id: `option-${this.options.length}`,
        "aria-selected": "false",
        "data-label": label,
        mousedown: (event) => event.preventDefault(), // keep the focus in the box until click
        click: () => this.take(node),
      },
      icon(SHAPES[this.data.payload.classes[label]?.shape ?? "circle"]),
      bdi(name, "name"),
      alias ? bdi(alias, "alias") : null,
      el("span", { class: "count" }, String(this.data.degree(node))),
    );
    this.options.push({ element, node });
    return element;
  }

  private key(event: KeyboardEvent): void {
    if (event.isComposing) return; // Enter ends a pinyin input, not the search
    const steps: Record<string, number> = { ArrowDown: 1, ArrowUp: -1 };
    const step = steps[event.key];
    if (step !== undefined && this.options.length > 0) {
      event.preventDefault();
      this.move((this.active + step + this.options.length) % this.options.length);
    } else if (event.key === "Enter") {
      const chosen = this.options[this.active];
      if (chosen) this.take(chosen.node);
    } else if (event.key === "Escape") {
      this.input.value = "";
      this.suggest();
    }
  }

  private move(to: number): void {
    this.options[this.active]?.element.setAttribute("aria-selected", "false");
    this.active = to;
    const option = this.options[to];
    if (!option) return;
    option.element.setAttribute("aria-selected", "true");
    option.element.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.element.id);
  }

  private take(node: number): void {
    this.input.value = this.data.name(node);
    this.input.placeholder = this.say("search");
    this.close();
    this.choose(node);
  }

  private show(open: boolean): void {
    this.popup.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
  }

  private close(): void {
    this.show(false);
  }
}
