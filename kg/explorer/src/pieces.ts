// Parts that several panels share: names that lead to nodes, sentences with their mentions.
import { named, type Data, type Lang, type Piece } from "./data";
import { bdi, el, icon, line, SHAPES } from "./dom";
import { articleLink, nodeLink } from "./state";
import type { Say, Word } from "./strings";

export interface Context {
  data: Data;
  lang: Lang;
  say: Say;
}

export function shapeOf(data: Data, label: string): SVGSVGElement {
  return icon(SHAPES[data.payload.classes[label]?.shape ?? "circle"]);
}

/** A node's name behind its shape; leads to it. */
export function nameLink({ data }: Context, node: number, className = "node"): HTMLElement {
  const { label, name } = data.node(node);
  return el(
    "a",
    { class: className, href: nodeLink(data, node), "data-label": label },
    shapeOf(data, label),
    bdi(name),
  );
}

/** Where a sentence stands: title, date, source, and the page it came from. */
export function citation({ data, say }: Context, index: number): HTMLElement {
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
    el("a", { class: "title", href: articleLink(data, index) }, bdi(title)),
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
export function quotes(context: Context, sentences: number[], own: Set<number>, cite = true): HTMLElement[] {
  return sentences.map((index) => {
    const { article, pieces } = context.data.sentence(index);
    const text = el(
      "blockquote",
      { lang: "zh" },
      el("p", {}, ...pieces.map((piece) => words(context, piece, own))),
    );
    return el("article", { class: "quote" }, text, cite ? citation(context, article) : null);
  });
}

function words({ data, lang }: Context, [text, ...nodes]: Piece, own: Set<number>): HTMLElement | string {
  const known = nodes.filter((node) => node !== null);
  const first = known.find((node) => own.has(node)) ?? known[0];
  if (first === undefined) return text;
  const { label, name } = data.node(first);
  const link = el(
    "a",
    {
      class: own.has(first) ? "mention own" : "mention",
      href: nodeLink(data, first),
      "data-label": label,
      title: `${named(data.payload.classes, label)[lang]} · ${name}`,
    },
    text,
  );
  return el("mark", {}, link);
}

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

/** A list that shows its beginning; the rest on demand. */
export function folded(
  { say }: Context,
  items: HTMLElement[],
  most: number,
  tag: "ul" | "div" = "ul",
): HTMLElement {
  const wrap = (item: HTMLElement): HTMLElement => (tag === "ul" ? el("li", {}, item) : item);
  const list = el(tag, { class: "list" }, ...items.slice(0, most).map(wrap));
  const rest = items.slice(most);
  if (rest.length === 0) return list;
  const button = el("button", { class: "more", type: "button" }, `${say("showAll")} (${items.length})`);
  button.addEventListener("click", () => {
    button.remove();
    list.append(...rest.map(wrap));
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
  return [...new Set(data.edge(edge).evidence.map((one) => one.modality))];
}

export function sentencesOf({ data }: Context, edge: number): number[] {
  return [...new Set(data.edge(edge).evidence.flatMap((one) => one.sentences))].sort((a, b) => a - b);
}
