// What the side panel shows: the overview, a node, the facts between two nodes, an article.
import { at, named, type Edge } from "./data";
import { bdi, el, line } from "./dom";
import {
  badge,
  citation,
  type Context,
  folded,
  modalities,
  nameLink,
  quotes,
  section,
  sentencesOf,
  shapeOf,
  terms,
} from "./pieces";
import { articleLink, edgeLink, nodeLink, type View } from "./state";

const FACTS = 8; // facts of one predicate before "show all"
const QUOTES = 6;
const RANKED = 6;
const RANKINGS = ["CLUSTER", "REGION", "POLICY", "ORG"]; // what an analyst asks for first
const TABLED = new Set(["sets_target", "offers"]); // facts that read best as a table

export function panel(context: Context, view: View): HTMLElement[] {
  switch (view.kind) {
    case "node":
      return node(context, view.node);
    case "edge":
      return facts(context, view.edges);
    case "article":
      return article(context, view.article);
    case "unknown":
      return [
        back(context),
        el("p", { class: "notice", role: "alert" }, context.say("unknown")),
        ...overview(context),
      ];
    case "overview":
      return overview(context);
  }
}

function back({ say }: Context): HTMLElement {
  return el("a", { class: "back", href: "#" }, line("back"), say("overview"));
}

function heading(...children: (Element | string | null)[]): HTMLElement {
  return el("h2", { tabindex: "-1" }, ...children);
}

function overview(context: Context): HTMLElement[] {
  const { data, lang, say } = context;
  const { payload } = data;
  const figures = (
    [
      ["articles", payload.articles],
      ["entities", payload.nodes],
      ["facts", payload.edges],
    ] as const
  ).map(([word, list]) =>
    el("div", {}, el("strong", {}, list.length.toLocaleString("en")), el("span", {}, say(word))),
  );
  const rankings = RANKINGS.map((label) => {
    const best = data.strongest(label, RANKED);
    if (best.length === 0) return null;
    const name = named(payload.classes, label)[lang];
    const top = data.degree(at(best, 0));
    const rows = best.map((index) => {
      const bar = el("span", { class: "bar", "data-label": label, "aria-hidden": "true" }, el("i"));
      (bar.firstElementChild as HTMLElement).style.width = `${(100 * data.degree(index)) / top}%`;
      const count = el("span", { class: "count", title: say("neighbours") }, String(data.degree(index)));
      return el("div", { class: "ranked" }, nameLink(context, index), bar, count);
    });
    return section(say("strongest") + name, null, folded(context, rows, RANKED));
  });
  const news = data.newest().map((index) => {
    const { title, date, source } = data.article(index);
    const meta = el(
      "span",
      { class: "meta" },
      el("time", date ? { datetime: date } : {}, date || say("undated")),
      source ? bdi(source) : null,
    );
    return el("a", { class: "headline", href: articleLink(data, index) }, bdi(title), meta);
  });
  return [
    heading(say("overview")),
    el("p", { class: "lead" }, say("intro")),
    el("div", { class: "figures" }, ...figures),
    ...rankings.filter((one) => one !== null),
    section(say("articles"), news.length, folded(context, news, 12)),
  ];
}

function node(context: Context, index: number): HTMLElement[] {
  const { data, lang, say } = context;
  const {
    label,
    name,
    aliases = [],
    code,
    register,
    region,
    parent,
    target,
    instrument,
    sentences,
  } = data.node(index);
  const kind = named(data.payload.classes, label);
  const both = lang === "zh" ? `${kind.zh} ${kind.en}` : `${kind.en} ${kind.zh}`;
  const amount = instrument?.figure?.[lang];
  const facts = at(data.around, index);
  const shown = [
    back(context),
    el("p", { class: "kind", "data-label": label }, shapeOf(data, label), both),
    heading(bdi(name)),
    terms(context, [
      [
        "aliases",
        aliases.length > 0 ? el("span", { class: "aliases" }, ...aliases.map((alias) => bdi(alias))) : null,
      ],
      ["code", code ? `${code}${register ? ` (${register})` : ""}` : null],
      ["region", region === undefined ? null : nameLink(context, region)],
      ["parent", parent === undefined ? null : nameLink(context, parent)],
      ["indicator", target?.indicator],
      ["scope", target?.scope],
      ["value", target?.figure[lang]],
      ["deadline", target?.deadline?.toString()],
      ["status", target && named(data.payload.modalities, target.modality)[lang]],
      ["kind", instrument && named(data.payload.instruments, instrument.kind)[lang]],
      ["amount", amount],
      ["recipient", instrument?.recipient],
    ]),
    targetTable(context, index, facts),
    supportTable(context, index, facts),
    ...groups(context, index, facts),
    section(
      say("mentionedIn"),
      sentences.length,
      sentences.length > 0
        ? folded(context, quotes(context, sentences, new Set([index])), QUOTES, "div")
        : el("p", { class: "lead" }, say("noSentence")),
    ),
  ];
  return shown.filter((one) => one !== null);
}

/** The other end of a fact. */
function beyond(edge: Edge, from: number): number {
  return edge.source === from ? edge.target : edge.source;
}

function groups(context: Context, from: number, facts: number[]): HTMLElement[] {
  const { data, lang, say } = context;
  return Object.entries(data.payload.predicates).flatMap(([predicate, row]) =>
    [true, false].flatMap((outgoing) => {
      const mine = facts.filter((fact) => {
        const edge = data.edge(fact);
        if (edge.predicate !== predicate || (outgoing && TABLED.has(predicate))) return false;
        return row.symmetric ? outgoing : (edge.source === from) === outgoing;
      });
      if (mine.length === 0) return [];
      const direction = row.symmetric ? "both" : outgoing ? "out" : "in";
      const label = el("span", { class: "predicate", title: row.meaning }, row[lang], line(direction));
      if (!row.symmetric) label.append(el("span", { class: "sr" }, say(outgoing ? "outgoing" : "incoming")));
      const rows = mine.map((fact) => factRow(context, fact, from));
      return [
        el(
          "section",
          { class: "facts" },
          el("h3", {}, label, el("span", { class: "count" }, String(mine.length))),
          folded(context, rows, FACTS),
        ),
      ];
    }),
  );
}

function factRow(context: Context, fact: number, from: number): HTMLElement {
  const { data } = context;
  const other = beyond(data.edge(fact), from);
  const badges = modalities(context, fact).map((modality) => badge(context, modality));
  return el("div", { class: "fact" }, nameLink(context, other), ...badges, evidenceLink(context, fact));
}

function evidenceLink(context: Context, fact: number): HTMLElement {
  const { data, say } = context;
  const count = sentencesOf(context, fact).length;
  const { source, target } = data.edge(fact);
  const label = `${say("evidenceOf")}: ${data.node(source).name} – ${data.node(target).name} `;
  return el(
    "a",
    { class: "evidence", href: edgeLink(data, fact), title: say("evidenceOf") },
    line("quote"),
    el("span", { class: "sr" }, label),
    String(count),
  );
}

function targetTable(context: Context, from: number, facts: number[]): HTMLElement | null {
  const { data, lang, say } = context;
  const rows = facts
    .filter((fact) => data.edge(fact).predicate === "sets_target" && data.edge(fact).source === from)
    .flatMap((fact) => {
      const other = beyond(data.edge(fact), from);
      const { target } = data.node(other);
      return target ? [{ fact, other, target }] : [];
    })
    .sort(
      (a, b) =>
        a.target.indicator.localeCompare(b.target.indicator, "zh") ||
        (a.target.deadline ?? 9999) - (b.target.deadline ?? 9999),
    );
  if (rows.length === 0) return null;
  const body = rows.map(({ fact, other, target }) => {
    const scope = target.scope ? el("span", { class: "scope" }, bdi(target.scope)) : null;
    const link = el("a", { href: nodeLink(data, other) }, bdi(target.indicator));
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, link, scope),
      el(
        "td",
        { class: "number" },
        target.figure[lang],
        badge(context, target.modality === "planned" ? "in_force" : target.modality),
      ),
      el("td", {}, target.deadline?.toString() ?? "–"),
      el("td", {}, evidenceLink(context, fact)),
    );
  });
  return section(say("targets"), rows.length, table(context, ["indicator", "value", "deadline"], body));
}

function supportTable(context: Context, from: number, facts: number[]): HTMLElement | null {
  const { data, lang, say } = context;
  const body = facts
    .filter((fact) => data.edge(fact).predicate === "offers" && data.edge(fact).source === from)
    .flatMap((fact) => {
      const other = beyond(data.edge(fact), from);
      const { instrument, name } = data.node(other);
      if (!instrument) return [];
      const link = el(
        "a",
        { href: nodeLink(data, other) },
        named(data.payload.instruments, instrument.kind)[lang],
      );
      const figure = instrument.figure ? instrument.figure[lang] : name;
      return [
        el(
          "tr",
          {},
          el("th", { scope: "row" }, link),
          el("td", { class: "number" }, figure),
          el("td", {}, bdi(instrument.recipient || "–")),
          el("td", {}, evidenceLink(context, fact)),
        ),
      ];
    });
  if (body.length === 0) return null;
  return section(say("support"), body.length, table(context, ["kind", "amount", "recipient"], body));
}

function table({ say }: Context, words: Parameters<Context["say"]>[0][], body: HTMLElement[]): HTMLElement {
  const head = [...words, "evidence" as const].map((word) =>
    el("th", { scope: "col" }, word === "evidence" ? el("span", { class: "sr" }, say(word)) : say(word)),
  );
  return el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
}

function facts(context: Context, edges: number[]): HTMLElement[] {
  const { say } = context;
  const title = say(edges.length > 1 ? "factsBetween" : "fact");
  return [
    back(context),
    el("p", { class: "kind" }, title),
    ...edges.map((edge, i) => fact(context, edge, i === 0)),
  ];
}

function fact(context: Context, index: number, first: boolean): HTMLElement {
  const { data, lang, say } = context;
  const edge = data.edge(index);
  const row = data.payload.predicates[edge.predicate];
  const claim = [
    nameLink(context, edge.source),
    el(
      "span",
      { class: "predicate", title: row?.meaning ?? "" },
      named(data.payload.predicates, edge.predicate)[lang],
      line(row?.symmetric ? "both" : "out"),
    ),
    nameLink(context, edge.target),
  ];
  const proofs = edge.evidence.map((one) => {
    const meter = el("span", { class: "meter", "aria-hidden": "true" }, el("i"));
    (meter.firstElementChild as HTMLElement).style.width = `${100 * one.confidence}%`;
    const own = new Set([edge.source, edge.target]);
    return el(
      "div",
      { class: "proof" },
      ...quotes(context, one.sentences, own),
      terms(context, [
        ["modality", named(data.payload.modalities, one.modality)[lang]],
        ["attribution", one.attribution === null ? null : nameLink(context, one.attribution)],
        ["confidence", el("span", {}, meter, one.confidence.toFixed(2))],
        ["rule", el("code", {}, one.rule)],
      ]),
    );
  });
  const head = first ? heading(...claim) : el("h2", {}, ...claim);
  head.classList.add("claim");
  return el("div", { class: "claimed" }, head, section(say("evidence"), proofs.length, ...proofs));
}

function article(context: Context, index: number): HTMLElement[] {
  const { data, say } = context;
  const told = at(data.told, index);
  const source = citation(context, index);
  source.classList.add("source");
  return [
    back(context),
    el("p", { class: "kind" }, say("articles")),
    heading(bdi(data.article(index).title)),
    source,
    section(
      say("articleSentences"),
      told.length,
      folded(context, quotes(context, told, new Set(), false), 30, "div"),
    ),
  ];
}
