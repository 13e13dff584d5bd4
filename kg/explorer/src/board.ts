// Targets by indicator, region and year. Where articles give different values both are shown.
import { at, type Data, type Target } from "./data";
import { bdi, el, line } from "./dom";
import { fold } from "./index";
import { badge, type Context, nameLink, quotes, sentencesOf } from "./pieces";
import { edgeLink } from "./state";
import { years } from "./tables";
import { trend } from "./trend";

const GROUPS = 60; // indicators before "show all"

export interface Aim {
  fact: number;
  node: number;
  holder: number;
  region: number | null;
  target: Target;
}

interface Group {
  indicator: string;
  aims: Aim[];
}

let wanted = ""; // words of the box; outlives a redraw
let all = false;

/** Targets that are shown, with who holds them and where. */
export function aims({ data, shown }: Context): Aim[] {
  const found: Aim[] = [];
  for (let fact = 0; fact < data.edgeCount; fact++) {
    if (!shown.edges[fact]) continue;
    const { source, target: node } = data.edge(fact);
    const target = data.target(node);
    if (target) found.push({ fact, node, holder: source, region: place(data, source), target });
  }
  return found;
}

/** The region that a holder speaks for; of a policy without one, that of who issues it. */
function place(data: Data, holder: number): number | null {
  const own = data.chain(holder)[0];
  if (own !== undefined) return own;
  const issuers = data.around(holder).flatMap((fact) => {
    const { source, target, predicate } = data.edge(fact);
    return predicate === "issues" && target === holder ? [source] : [];
  });
  return issuers.flatMap((issuer) => data.chain(issuer).slice(0, 1))[0] ?? null;
}

/** Every word of the question is in the indicator, its scope, or a name of region or holder, by characters. */
function matches(data: Data, { target, region, holder }: Aim, words: string[]): boolean {
  const texts = [target.indicator, target.scope, region === null ? "" : data.name(region), data.name(holder)].map(fold);
  return words.every((word) => texts.some((text) => text.includes(word) || [...word].every((letter) => text.includes(letter))));
}

function groups(context: Context): Group[] {
  const words = wanted.split(/\s+/).map(fold).filter(Boolean);
  const byName = new Map<string, Aim[]>();
  for (const aim of aims(context)) {
    if (!matches(context.data, aim, words)) continue;
    const key = fold(aim.target.indicator);
    byName.set(key, [...(byName.get(key) ?? []), aim]);
  }
  const spread = ({ aims }: Group): number => new Set(aims.map(({ region }) => region)).size;
  return [...byName.values()]
    .map((aims) => ({ indicator: at(aims, 0).target.indicator, aims }))
    .sort((a, b) => spread(b) - spread(a) || b.aims.length - a.aims.length || a.indicator.localeCompare(b.indicator, "zh"));
}

export function board(context: Context, redraw: () => void): HTMLElement {
  const { say } = context;
  const box = el("input", { type: "search", id: "board-search", value: wanted, placeholder: say("boardSearch"), "aria-label": say("boardSearch"), autocomplete: "off" });
  const content = el("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": say("targets") });
  const fill = (): void => {
    const found = groups(context);
    content.replaceChildren(matrix(context, all ? found : found.slice(0, GROUPS)));
    if (found.length === 0) content.append(el("p", { class: "notice" }, say("nothingShown")));
    if (found.length > GROUPS && !all)
      content.append(el("button", { type: "button", class: "more", click: () => { all = true; redraw(); } }, `${say("showAll")} (${found.length})`));
  };
  box.addEventListener("input", () => {
    wanted = box.value;
    fill();
  });
  fill();
  return el(
    "div",
    { class: "view board" },
    el("div", { class: "bar-row" }, el("h2", { class: "title", tabindex: "-1" }, say("targets")), box),
    el("p", { class: "lead" }, say("boardNote")),
    content,
  );
}

function matrix(context: Context, found: Group[]): HTMLElement {
  const { say } = context;
  const columns = years(found.flatMap(({ aims }) => aims.map(({ target }) => target)));
  const open = found.some(({ aims }) => aims.some(({ target }) => target.deadline === null));
  const trends = found.some(({ aims }) => aims.some(({ node }) => context.data.series(node).length > 1));
  const heads = [say("indicator"), say("region"), ...columns.map(String), ...(open ? [say("noDeadline")] : []), ...(trends ? [say("trend")] : [])];
  const keys = [...columns, ...(open ? [null] : [])];
  const bodies = found.map((group) => el("tbody", {}, ...rows(context, group, keys, trends)));
  return el("table", { class: "matrix" }, el("thead", {}, el("tr", {}, ...heads.map((words) => el("th", { scope: "col" }, words)))), ...bodies);
}

function rows(context: Context, { indicator, aims }: Group, keys: (number | null)[], trends: boolean): HTMLElement[] {
  const { data } = context;
  const byRegion = new Map<string, Aim[]>();
  for (const aim of aims) {
    const key = data.id(aim.region ?? aim.holder);
    byRegion.set(key, [...(byRegion.get(key) ?? []), aim]);
  }
  const order = [...byRegion].sort(([a], [b]) => a.localeCompare(b)).map(([, own]) => own);
  const below = order.map((own) => own.flatMap((aim) => against(context, aim, keys.length + 2)));
  const high = order.length + below.flat().length;
  return order.flatMap((own, i) => {
    const cells = keys.map((year) => el("td", {}, ...own.filter(({ target }) => target.deadline === year).map((aim) => figure(context, aim))));
    const { region, holder } = at(own, 0);
    const lead = i === 0 ? el("th", { scope: "rowgroup", rowspan: String(high), class: "indicator" }, bdi(indicator)) : null;
    const row = el("tr", {}, lead, el("th", { scope: "row" }, nameLink(context, region ?? holder)), ...cells, trends ? el("td", {}, trend(context, longest(data, own))) : null);
    return [row, ...(below[i] ?? [])];
  });
}

/** The series of most years among targets of one place and indicator. */
function longest(data: Data, own: Aim[]): Target[] {
  return own.map(({ node }) => data.series(node)).reduce((best, one) => (one.length > best.length ? one : best), []);
}

function figure(context: Context, { fact, target, holder, node }: Aim): HTMLElement {
  const { data, lang, say } = context;
  const doubt = rivals(data, node).length > 0 ? el("span", { class: "doubt", title: say("conflict") }, line("warn"), el("span", { class: "sr" }, say("conflict"))) : null;
  return el(
    "a",
    { class: "figure", href: edgeLink(data, fact), title: `${data.name(holder)}${target.scope ? ` · ${target.scope}` : ""}` },
    el("strong", {}, target.figure[lang]),
    doubt,
    badge(context, target.modality === "planned" ? "in_force" : target.modality),
  );
}

/** Targets for which other articles give another value. */
export function rivals(data: Data, node: number): number[] {
  return data.payload.conflicts.filter((pair) => pair.includes(node)).flatMap((pair) => pair.filter((one) => one !== node));
}

/** Both sentences, under the row of the first of two values that differ. */
function against(context: Context, { node, fact }: Aim, wide: number): HTMLElement[] {
  const { data, say } = context;
  const others = rivals(data, node).filter((other) => other > node);
  if (others.length === 0) return [];
  const sides = [node, ...others].map((one) => {
    const sentences = one === node ? sentencesOf(context, fact).slice(0, 1) : data.node(one).sentences.slice(0, 1);
    return el("div", {}, ...quotes(context, sentences, new Set([one])));
  });
  const both = el("details", {}, el("summary", {}, line("warn"), say("conflict")), el("div", { class: "sides" }, ...sides));
  return [el("tr", { class: "conflict" }, el("td", { colspan: String(wide) }, both))];
}

/** Rows of text for a spreadsheet. */
export function boardRows(context: Context): string[][] {
  const { data, lang, say } = context;
  const head = (["indicator", "region", "holder", "scope", "deadline", "value", "unit", "figure", "evidence"] as const).map((word) => say(word));
  const body = groups(context).flatMap(({ aims }) =>
    aims.map(({ target, region, holder, fact }) => [
      target.indicator,
      region === null ? "" : data.name(region),
      data.name(holder),
      target.scope,
      String(target.deadline ?? ""),
      target.value,
      target.unit,
      target.figure[lang],
      sentencesOf(context, fact)
        .map((sentence) => data.pieces(sentence).filter((piece) => typeof piece === "string").join(""))
        .join("…"),
    ]),
  );
  return [head, ...body];
}
