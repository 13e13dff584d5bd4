// What is shown as a table: facts or nodes, sortable, a page at a time.
import { named, words } from "./data";
import { bdi, el, line } from "./dom";
import { action, badge, type Context, modalities, nameLink, sentencesOf, since } from "./pieces";
import { edgeLink } from "./state";
import type { Word } from "./strings";

const PAGE = 100; // rows

interface Column {
  word: Word;
  numeric?: boolean;
  value(item: number): string | number;
  cell?(item: number): Element | string;
}

export interface Sheet {
  columns: Column[];
  rows: number[];
}

/** How the table stands; outlives a redraw of the view. */
const table = { rows: "facts" as "facts" | "entities", sort: null as Word | null, down: false, page: 0 };

function factColumns(context: Context): Column[] {
  const { data, lang } = context;
  const { payload } = data;
  const confidence = (fact: number): number => Math.max(0, ...data.evidenceOf(fact).map((one) => one.confidence));
  const sentence = (fact: number): string => {
    const [first] = sentencesOf(context, fact);
    return first === undefined ? "" : words(data.pieces(first));
  };
  return [
    { word: "subject", value: (fact) => data.name(data.edge(fact).source), cell: (fact) => nameLink(context, data.edge(fact).source) },
    { word: "predicate", value: (fact) => named(payload.predicates, data.edge(fact).predicate)[lang] },
    { word: "object", value: (fact) => data.name(data.edge(fact).target), cell: (fact) => nameLink(context, data.edge(fact).target) },
    {
      word: "evidence",
      value: sentence,
      cell: (fact) => el("a", { class: "clip", href: edgeLink(data, fact), lang: "zh" }, sentence(fact) || "–"),
    },
    {
      word: "modality",
      value: (fact) => modalities(context, fact).map((one) => named(payload.modalities, one)[lang]).join("、"),
      cell: (fact) => el("span", {}, ...modalities(context, fact).map((one) => badge(context, one) ?? named(payload.modalities, one)[lang])),
    },
    { word: "since", value: (fact) => since(context, fact) },
    { word: "confidence", numeric: true, value: (fact) => Number(confidence(fact).toFixed(2)) },
    { word: "articles", numeric: true, value: (fact) => data.sources(fact).length },
  ];
}

function nodeColumns(context: Context): Column[] {
  const { data, lang } = context;
  return [
    { word: "name", value: (node) => data.name(node), cell: (node) => nameLink(context, node) },
    { word: "kind", value: (node) => named(data.payload.classes, data.label(node))[lang] },
    { word: "code", value: (node) => data.node(node).code },
    { word: "region", value: (node) => data.chain(node).slice(0, 1).map((one) => data.name(one)).join("") },
    { word: "neighbours", numeric: true, value: (node) => data.degree(node) },
    { word: "sentences", numeric: true, value: (node) => data.node(node).sentences.length },
    { word: "aliases", value: (node) => data.aliases(node).join("、"), cell: (node) => bdi(data.aliases(node).join("、"), "clip") },
  ];
}

/** What the table holds as it stands, in its order. */
export function sheet(context: Context): Sheet {
  const facts = table.rows === "facts";
  const columns = facts ? factColumns(context) : nodeColumns(context);
  const mask = facts ? context.shown.edges : context.shown.nodes;
  const rows: number[] = [];
  mask.forEach((on, i) => on && rows.push(i));
  const by = columns.find(({ word }) => word === table.sort);
  if (!by) return { columns, rows };
  const keys = new Map(rows.map((row) => [row, by.value(row)]));
  const collator = new Intl.Collator("zh", { numeric: true });
  const compare = (a: number, b: number): number => {
    const [x, y] = [keys.get(a) ?? "", keys.get(b) ?? ""];
    return typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y));
  };
  rows.sort((a, b) => (table.down ? -1 : 1) * compare(a, b) || a - b);
  return { columns, rows };
}

export function tableView(context: Context, redraw: () => void): HTMLElement {
  const { say } = context;
  const { columns, rows } = sheet(context);
  const pages = Math.max(1, Math.ceil(rows.length / PAGE));
  table.page = Math.min(table.page, pages - 1);
  const again = (focus: string, patch: Partial<typeof table>): void => {
    Object.assign(table, patch);
    redraw();
    document.getElementById(focus)?.focus();
  };
  const kinds = (["facts", "entities"] as const).map((kind) =>
    el("button", { type: "button", id: `rows-${kind}`, "aria-pressed": String(table.rows === kind), click: () => again(`rows-${kind}`, { rows: kind, sort: null, down: false, page: 0 }) }, say(kind)),
  );
  const head = columns.map(({ word, numeric }) => {
    const on = table.sort === word;
    const press = (): void => again(`sort-${word}`, { sort: word, down: on ? !table.down : numeric === true, page: 0 });
    const button = el("button", { type: "button", id: `sort-${word}`, click: press }, say(word), on ? line(table.down ? "down" : "up") : null);
    return el("th", { scope: "col", "aria-sort": on ? (table.down ? "descending" : "ascending") : "none", class: numeric ? "numeric" : "" }, button);
  });
  const body = rows.slice(table.page * PAGE, (table.page + 1) * PAGE).map((row) =>
    el(
      "tr",
      {},
      ...columns.map(({ value, cell, numeric }, i) => {
        const content = cell ? cell(row) : String(value(row));
        return i === 0 ? el("th", { scope: "row" }, content) : el("td", numeric ? { class: "numeric" } : {}, content);
      }),
    ),
  );
  const first = rows.length === 0 ? 0 : table.page * PAGE + 1;
  const last = Math.min(rows.length, (table.page + 1) * PAGE);
  const turn = (by: number, word: "previous" | "next", id: string): HTMLElement => {
    const button = action(say(word), () => again(id, { page: table.page + by }));
    button.id = id;
    button.disabled = table.page + by < 0 || table.page + by >= pages;
    return button;
  };
  return el(
    "div",
    { class: "view sheet" },
    el(
      "div",
      { class: "bar-row" },
      el("h2", { class: "title", tabindex: "-1" }, say("table")),
      el("div", { class: "segments", role: "group", "aria-label": say("table") }, ...kinds),
      el("span", { class: "count", role: "status" }, `${first}–${last} / ${rows.length.toLocaleString("en")}`),
      turn(-1, "previous", "page-previous"),
      turn(1, "next", "page-next"),
    ),
    el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("table") }, el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body))),
    rows.length === 0 ? el("p", { class: "notice" }, say("nothingShown")) : null,
  );
}

/** Rows of text for a spreadsheet: facts come with sentence, article, date and address. */
export function sheetRows(context: Context): string[][] {
  const { data, say } = context;
  const { columns, rows } = sheet(context);
  const facts = table.rows === "facts";
  const more: Word[] = facts ? ["article", "date", "source", "original"] : [];
  const head = [...columns.map(({ word }) => say(word)), ...more.map((word) => say(word))];
  const body = rows.map((row) => {
    const cells = columns.map(({ value }) => String(value(row)));
    if (!facts) return cells;
    const [first] = data.sources(row);
    if (first === undefined) return [...cells, "", "", "", ""];
    const { title, date, source, url } = data.article(first);
    return [...cells, title, date, source, url];
  });
  return [head, ...body];
}
