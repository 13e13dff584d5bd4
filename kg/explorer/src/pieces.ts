// Parts that several panels share: names that lead to nodes, sentences with their mentions.
import { at, type Data, type Lang, named, type Piece, runs } from "./data";
import { bdi, el, icon, line, SHAPES } from "./dom";
import type { Shown } from "./scene";
import { articleLink, nodeLink, type State } from "./state";
import type { Say, Word } from "./strings";

export interface Context {
  data: Data;
  lang: Lang;
  say: Say;
  state: State;
  shown: Shown;
  /** Go to a state that differs in these parts. */
  go(patch: Partial<State>): void;
  /** Show a text that people take with them. */
  offer(title: Word, text: string): void;
  /** Let the next node that is chosen be the other end of a path. */
  route(from: number): void;
}

export function shapeOf(data: Data, label: string): SVGSVGElement {
  return icon(SHAPES[data.payload.classes[label]?.shape ?? "circle"]);
}

/** A node's name behind its shape; leads to it. */
export function nameLink({ data }: Context, node: number, className = "node"): HTMLElement {
  const label = data.label(node);
  return el(
    "a",
    { class: className, href: nodeLink(data, node), "data-label": label },
    shapeOf(data, label),
    bdi(data.name(node)),
  );
}

/** Where a sentence stands: title, date, source, and the page it came from. */
export function citation({ data, say }: Context, index: number, sentence: number | null = null): HTMLElement {
  const { title, date, source, url } = data.article(index);
  const outside = /^https?:\/\//i.test(url)
    ? el(
        "a",
        {
          class: "out",
          href: url,
          target: "_blank",
          rel: "noopener noreferrer",
          "aria-label": `${say("original")}: ${title}`,
          title: say("original"),
        },
        line("link"),
      )
    : null;
  return el(
    "footer",
    {},
    el("a", { class: "title", href: articleLink(data, index, sentence), title: say("readHere") }, bdi(title)),
    el(
      "span",
      { class: "meta" },
      el("time", date ? { datetime: date } : {}, date || say("undated")),
      source ? bdi(source) : null,
      outside,
    ),
  );
}

/** Sentences in order; mentions in the colour of their class, those of `own` stronger. */
export function quotes(context: Context, sentences: number[], own: Set<number>): HTMLElement[] {
  return sentences.map((sentence) => {
    const text = el("blockquote", { lang: "zh" }, el("p", {}, ...marked(context, context.data.pieces(sentence), own)));
    return el("article", { class: "quote" }, text, citation(context, context.data.articleOf(sentence), sentence));
  });
}

/** Words with their mentions marked. */
export function marked(context: Context, pieces: Piece[], own: Set<number>): (HTMLElement | string)[] {
  return runs(pieces).map(({ text, nodes }) => {
    const first = nodes.find((node) => own.has(node)) ?? nodes[0];
    return first === undefined ? text : mention(context, text, first, own.has(first));
  });
}

function mention({ data, lang }: Context, text: string, node: number, own: boolean): HTMLElement {
  const label = data.label(node);
  const link = el(
    "a",
    {
      class: own ? "mention own" : "mention",
      href: nodeLink(data, node),
      "data-label": label,
      title: `${named(data.payload.classes, label)[lang]} · ${data.name(node)}`,
    },
    text,
  );
  return el("mark", {}, link);
}

/** A button of words, with a picture before them if it has one. */
export function action(
  label: string,
  press: () => void,
  more: { picture?: Parameters<typeof line>[0]; pressed?: boolean; className?: string } = {},
): HTMLButtonElement {
  const { picture, pressed, className = "action" } = more;
  const state: Record<string, string> = pressed === undefined ? {} : { "aria-pressed": String(pressed) };
  const shape = picture ? line(picture) : null;
  return el("button", { type: "button", class: className, ...state, click: press }, shape, label);
}

const STEP = 200; // items that "show all" adds at once

export function section(
  title: string,
  count: number | null,
  ...children: (Element | string | null)[]
): HTMLElement {
  return el(
    "section",
    {},
    el("h3", {}, title, count === null ? null : el("span", { class: "count" }, String(count))),
    ...children,
  );
}

/** A list that shows its beginning; the rest, made only then, on demand. */
export function folded<T>(
  { say }: Context,
  items: readonly T[],
  most: number,
  tag: "ul" | "div" = "ul",
  make: (item: T) => HTMLElement = (item) => item as HTMLElement,
): HTMLElement {
  const wrap = (item: T): HTMLElement => (tag === "ul" ? el("li", {}, make(item)) : make(item));
  const list = el(tag, { class: "list" }, ...items.slice(0, most).map(wrap));
  const rest = items.slice(most);
  if (rest.length === 0) return list;
  const button = el("button", { class: "more", type: "button" }, `${say("showAll")} (${items.length})`);
  button.addEventListener("click", () => {
    button.remove();
    list.append(...rest.splice(0, STEP).map(wrap));
    if (rest.length > 0) list.after(button);
  });
  return el("div", {}, list, button);
}

export function terms(
  context: Context,
  rows: [Word, Element | string | null | undefined][],
): HTMLElement | null {
  const kept = rows.filter(
    (row): row is [Word, Element | string] => row[1] !== null && row[1] !== undefined && row[1] !== "",
  );
  if (kept.length === 0) return null;
  return el(
    "dl",
    {},
    ...kept.map(([word, value]) => el("div", {}, el("dt", {}, context.say(word)), el("dd", {}, value))),
  );
}

/** A badge for what is not simply so: planned, done, denied. */
export function badge({ data, lang }: Context, modality: string): HTMLElement | null {
  if (modality === "in_force") return null;
  return el(
    "span",
    { class: "badge", "data-modality": modality },
    named(data.payload.modalities, modality)[lang],
  );
}

export function modalities({ data }: Context, edge: number): string[] {
  return [...new Set(data.evidenceOf(edge).map((one) => one.modality))];
}

export function sentencesOf({ data }: Context, edge: number): number[] {
  return [...new Set(data.evidenceOf(edge).flatMap((one) => one.sentences))].sort((a, b) => a - b);
}

/** The earliest day on which an article says it; empty if no article is dated. */
export function since({ data }: Context, edge: number): string {
  const days = data.sources(edge).map((article) => data.article(article).date);
  return days.filter(Boolean).sort()[0] ?? "";
}

/** The other end of a fact. */
export function otherEnd({ data }: Context, fact: number, from: number): number {
  const { source, target } = data.edge(fact);
  return source === from ? target : source;
}

export function first<T>(list: readonly T[]): T {
  return at(list, 0);
}
