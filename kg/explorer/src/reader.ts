// An article as it is read: its whole text, mentions marked, the sentence in question in its place.
import { type Piece } from "./data";
import { bdi, el } from "./dom";
import { citation, type Context, folded, marked, quotes, section } from "./pieces";
import { at } from "./data";

const MOST = 30; // sentences before "show all", where the page does not hold the text

export function reader(context: Context, index: number, start: number | null): HTMLElement[] {
  const { data, say } = context;
  const { title } = data.article(index);
  const body = data.body(index);
  const told = data.told(index);
  const source = citation(context, index);
  source.classList.add("source");
  const head = [el("p", { class: "kind" }, say("articles")), el("h2", { tabindex: "-1" }, bdi(title)), source];
  const found = told.find((sentence) => data.start(sentence) === start);
  const standing = found === undefined ? null : data.standing(found);
  if (body === null) {
    const list = folded(context, told, MOST, "div", (sentence) => at(quotes(context, [sentence], new Set()), 0));
    return [...head, el("p", { class: "lead" }, say("noText")), section(say("articleSentences"), told.length, list)];
  }
  return [...head, el("div", { class: "text", lang: "zh" }, ...paragraphs(context, body, standing))];
}

/** Paragraphs end where the text has a line end. */
function paragraphs(context: Context, body: Piece[], standing: number | null): HTMLElement[] {
  const found: HTMLElement[] = [];
  let now: (HTMLElement | string)[] = [];
  const end = (): void => {
    if (now.length > 0) found.push(el("p", {}, ...now));
    now = [];
  };
  for (const piece of body) {
    if (typeof piece === "number") now.push(sentence(context, piece, piece === standing));
    else
      piece.split("\n").forEach((words, i) => {
        if (i > 0) end();
        if (words) now.push(words);
      });
  }
  end();
  return found;
}

function sentence(context: Context, index: number, here: boolean): HTMLElement {
  const words = marked(context, context.data.pieces(index), new Set());
  return here
    ? el("span", { class: "sentence here", tabindex: "-1", "aria-current": "location" }, ...words)
    : el("span", { class: "sentence" }, ...words);
}
