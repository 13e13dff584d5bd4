// The drawer of filters: each choice with the number of facts that it would show.
import { at, named } from "./data";
import { bdi, el, icon, line, SHAPES } from "./dom";
import { active, type Filters, noFilters, type Passing } from "./filters";
import { type Axis, histogram, months, numbers } from "./histogram";
import { action, type Context } from "./pieces";
import { regionTree } from "./regions";

const SHOWN = 8; // sources before "show all"
const LONG = 96; // months beyond which the dates go by years
const SURE = [0, 0.5, 0.6, 0.7, 0.8, 0.9]; // least confidences that are offered

export interface Choice {
  key: string;
  words: Element | string;
  count: number;
  on: boolean;
  toggle(): void;
}

export class Facets {
  readonly element: HTMLElement;
  private readonly content = el("div", { class: "facets" });
  private readonly open = new Set<number>(); // regions whose children are shown
  private all = false;

  constructor(
    private context: Context,
    close: () => void,
  ) {
    const { say } = context;
    const shut = el("button", { type: "button", class: "shut", "aria-label": say("close"), title: say("close"), click: close }, line("close"));
    this.element = el(
      "aside",
      { class: "drawer", id: "filters", "aria-label": say("filters"), hidden: true },
      el("div", { class: "top" }, el("h2", { tabindex: "-1" }, say("filters")), shut),
      this.content,
    );
  }

  show(context: Context, passing: Passing): void {
    this.context = context;
    if (this.element.hidden) return;
    const focused = document.activeElement?.id ?? "";
    const { say, state, data, lang } = context;
    const { filters } = state;
    const { counts } = passing;
    const { payload } = data;
    const set = (patch: Partial<Filters>): void => context.go({ filters: { ...filters, ...patch } });
    const flip = <T>(all: Set<T>, one: T): Set<T> => {
      const next = new Set(all);
      if (!next.delete(one)) next.add(one);
      return next;
    };
    const rows = <K extends "predicates" | "modalities" | "sources">(name: K, words: (key: string) => Element | string): Choice[] =>
      [...new Set([...counts[name].keys(), ...filters[name]])]
        .map((key) => ({
          key,
          words: words(key),
          count: counts[name].get(key) ?? 0,
          on: filters[name].has(key),
          toggle: () => set({ [name]: flip(filters[name], key) }),
        }))
        .sort((a, b) => b.count - a.count || a.key.localeCompare(b.key));
    const types = data.classes.map(([label, row]) => ({
      key: label,
      words: el("span", { class: "node", "data-label": label }, icon(SHAPES[row.shape]), row[lang]),
      count: counts.types.get(label) ?? 0,
      on: !filters.hidden.has(label),
      toggle: () => set({ hidden: flip(filters.hidden, label) }),
    }));
    const sources = rows("sources", (key) => (key ? bdi(key) : say("noSource")));
    const parts = [
      this.summary(passing),
      block(say("byType"), choices("type", types)),
      block(say("byPredicate"), choices("predicate", rows("predicates", (key) => named(payload.predicates, key)[lang]))),
      block(say("byModality"), choices("modality", rows("modalities", (key) => named(payload.modalities, key)[lang]))),
      counts.regions.size > 0 || filters.regions.size > 0
        ? block(say("byRegion"), regionTree(context, counts.regions, this.open, (region) => set({ regions: flip(filters.regions, region) }), () => this.show(context, passing)))
        : null,
      this.dates(passing, set),
      this.deadlines(passing, set),
      block(say("bySource"), choices("source", this.all ? sources : sources.slice(0, SHOWN)), sources.length > SHOWN && !this.all ? action(`${say("showAll")} (${sources.length})`, () => { this.all = true; this.show(context, passing); }, { className: "more" }) : null),
      block(say("byConfidence"), choices("confidence", this.steps(passing, set), "radio")),
      block(say("byArticles"), choices("articles", this.carried(passing, set), "radio")),
    ];
    this.content.replaceChildren(...parts.filter((part) => part !== null));
    if (focused) document.getElementById(focused)?.focus();
  }

  private summary(passing: Passing): HTMLElement {
    const { say, state, go, data } = this.context;
    const words = `${passing.facts.toLocaleString("en")} / ${data.edgeCount.toLocaleString("en")} ${say("factsShown")}`;
    const clear = action(say("clearFilters"), () => go({ filters: noFilters() }), { className: "more" });
    clear.id = "clear-filters";
    return el("div", { class: "sum", role: "status" }, words, active(state.filters) > 0 ? clear : null);
  }

  private dates({ counts }: Passing, set: (patch: Partial<Filters>) => void): HTMLElement | null {
    const { say, state, data } = this.context;
    const known = data.payload.articles.date.map((date) => (date.length > 4 ? date.slice(0, 7) : date && `${date}-01`));
    const dates = known.filter(Boolean).sort();
    if (dates.length < 2 || dates[0] === dates.at(-1)) return null;
    const byMonth = months(at(dates, 0), at(dates, dates.length - 1));
    const years = byMonth.length > LONG;
    const keys = years ? [...new Set(byMonth.map((key) => key.slice(0, 4)))] : byMonth;
    const sums = new Map<string, number>();
    for (const [key, count] of counts.months) {
      const own = years ? key.slice(0, 4) : key.length > 4 ? key : `${key}-01`;
      sums.set(own, (sums.get(own) ?? 0) + count);
    }
    return this.axis("date", say("byDate"), keys, sums, state.filters.dates, (range) => set({ dates: range }));
  }

  private deadlines({ counts }: Passing, set: (patch: Partial<Filters>) => void): HTMLElement | null {
    const { say, state, data } = this.context;
    const all = Object.values(data.payload.nodes.target ?? {}).flatMap(({ deadline }) => deadline ?? []);
    const [low, high] = [Math.min(...all), Math.max(...all)];
    if (all.length === 0 || low === high || high - low > 200) return null;
    const sums = new Map([...counts.deadlines].map(([year, count]) => [String(year).padStart(4, "0"), count]));
    const chosen = state.filters.deadlines?.map((year) => String(year).padStart(4, "0")) as [string, string] | undefined;
    return this.axis("deadline", say("byDeadline"), numbers(low, high), sums, chosen ?? null, (range) =>
      set({ deadlines: range && [Number(range[0]), Number(range[1])] }),
    );
  }

  private axis(id: string, label: string, keys: string[], counts: Map<string, number>, chosen: [string, string] | null, choose: Axis["choose"]): HTMLElement {
    const { say } = this.context;
    return block(label, histogram({ id, label, keys, counts, chosen, choose, from: `${label} ${say("from")}`, to: `${label} ${say("to")}` }));
  }

  private steps({ counts }: Passing, set: (patch: Partial<Filters>) => void): Choice[] {
    const { say, state } = this.context;
    return SURE.map((least) => ({
      key: String(least),
      words: least === 0 ? say("any") : `≥ ${least.toFixed(1)}`,
      count: counts.confidence.reduce((sum, n, tenth) => sum + (tenth >= Math.round(least * 10) ? n : 0), 0),
      on: state.filters.confidence === least,
      toggle: () => set({ confidence: least }),
    }));
  }

  private carried({ counts }: Passing, set: (patch: Partial<Filters>) => void): Choice[] {
    const { say, state } = this.context;
    return [1, 2, 3, 5].map((fewest) => ({
      key: String(fewest),
      words: fewest === 1 ? say("any") : `≥ ${fewest}`,
      count: [...counts.articles].reduce((sum, [articles, n]) => sum + (articles >= fewest ? n : 0), 0),
      on: state.filters.articles === fewest,
      toggle: () => set({ articles: fewest }),
    }));
  }
}

function block(title: string, ...children: (Element | null)[]): HTMLElement {
  return el("fieldset", {}, el("legend", {}, title), ...children);
}

export function choices(name: string, list: Choice[], type: "checkbox" | "radio" = "checkbox"): HTMLElement {
  return el("ul", {}, ...list.map((choice) => el("li", {}, choiceRow(name, choice, type))));
}

export function choiceRow(name: string, choice: Choice, type: "checkbox" | "radio" = "checkbox"): HTMLElement {
  const input = el("input", { type, name: `f-${name}`, id: `f-${name}-${choice.key}`, change: choice.toggle });
  input.checked = choice.on;
  return el("label", choice.count === 0 && !choice.on ? { class: "choice none" } : { class: "choice" }, input, el("span", { class: "words" }, choice.words), el("span", { class: "count" }, String(choice.count)));
}
