// The panel of a node: what it is, what is said of it, and the sentences that name it.
import { cite } from "./cite";
import { at, named, type Node } from "./data";
import { bdi, el, line } from "./dom";
import { kindOf } from "./overview";
import {
  action,
  badge,
  type Context,
  folded,
  modalities,
  nameLink,
  otherEnd,
  quotes,
  section,
  sentencesOf,
  shapeOf,
  since,
  terms,
} from "./pieces";
import { policyTerms } from "./policy";
import { beyond, leaves } from "./scene";
import { nodeQuery } from "./sparql";
import { edgeLink, everything } from "./state";
import { supportTable, targetTable } from "./tables";

const FACTS = 8; // facts of one predicate before "show all"
const QUOTES = 6;
const TABLED = new Set(["sets_target", "offers"]); // facts that read best as a table

export function node(context: Context, index: number): HTMLElement[] {
  const { data, say } = context;
  const one = data.node(index);
  const facts = data.around(index);
  const naming = new Set([index]);
  const shown = [
    el("p", { class: "kind", "data-label": one.label }, shapeOf(data, one.label), kindOf(context, one.label)),
    el("h2", { tabindex: "-1" }, bdi(one.name)),
    description(context, index, one),
    actions(context, index),
    ...groups(context, index, facts),
    targetTable(context, index, facts),
    supportTable(context, index, facts),
    section(
      say("mentionedIn"),
      one.sentences.length,
      one.sentences.length > 0
        ? folded(context, one.sentences, QUOTES, "div", (sentence) => at(quotes(context, [sentence], naming), 0))
        : el("p", { class: "lead" }, say("noSentence")),
    ),
  ];
  return shown.filter((part) => part !== null);
}

function description(context: Context, index: number, one: Node): HTMLElement | null {
  const { data, lang, say } = context;
  const { aliases, target, instrument } = one;
  return terms(context, [
    ["aliases", aliases.length > 0 ? el("span", { class: "aliases" }, ...aliases.map((alias) => bdi(alias))) : null],
    ["code", one.code || one.register ? registered(context, one) : null],
    ["region", one.region === undefined ? null : nameLink(context, one.region)],
    ["parent", one.parent === undefined ? null : nameLink(context, one.parent)],
    ["indicator", target?.indicator],
    ["scope", target?.scope],
    ["value", target?.figure[lang]],
    ["baseline", target?.baseline],
    ["deadline", target?.deadline?.toString()],
    ["status", target && named(data.payload.modalities, target.modality)[lang]],
    ["kind", instrument && named(data.payload.instruments, instrument.kind)[lang]],
    ["amount", instrument?.figure?.[lang]],
    ["recipient", instrument?.recipient],
    ...(one.label === "POLICY" ? policyTerms(context, index) : []),
    ["iri", el("span", { class: "iri" }, location.protocol.startsWith("http") ? local(context, index) : data.iri(index))],
  ]);
  function registered({ say: words }: Context, { code, register, link }: Node): HTMLElement {
    const text = [code, register ? `(${register})` : ""].filter(Boolean).join(" ");
    const safe = /^https:\/\//.test(link);
    const out = safe
      ? el("a", { class: "out", href: link, target: "_blank", rel: "noopener noreferrer", "aria-label": `${words("registerPage")}: ${one.name}`, title: words("registerPage") }, line("link"))
      : null;
    return el("span", {}, text, out);
  }
  function local(c: Context, i: number): HTMLElement {
    const iri = c.data.iri(i);
    return el("a", { href: `/id/${iri.slice(c.data.payload.base.length)}`, title: say("iri") }, iri);
  }
}

function actions(context: Context, index: number): HTMLElement {
  const { data, say, state, shown, go } = context;
  const { scene } = state;
  const inFocus = scene.focus === index;
  const pinned = scene.pinned.includes(index);
  const without = (list: number[]): number[] => list.filter((other) => other !== index);
  const scened = (patch: Partial<typeof scene>) => () => go({ scene: { ...scene, ...patch }, camera: null });
  const away = beyond(data, shown.nodes, index).length;
  const folds = scene.folded.includes(index) || scene.expanded.includes(index) || leaves(data, shown.nodes, index).length > 0;
  const expand = (): void =>
    go({ scene: { ...scene, folded: without(scene.folded), expanded: [...without(scene.expanded), index] }, camera: null });
  return el(
    "div",
    { class: "actions", role: "group", "aria-label": say("actions") },
    action(say(inFocus ? "unfocus" : "focus"), scened(inFocus ? { ...everything(), pinned: scene.pinned } : { focus: index, expanded: [], folded: [] }), { picture: "focus", pressed: inFocus }),
    away > 0 ? action(`${say("expand")} +${away}`, expand, { picture: "plus" }) : null,
    folds && !scene.folded.includes(index)
      ? action(say("fold"), scened({ expanded: without(scene.expanded), folded: scene.expanded.includes(index) ? scene.folded : [...scene.folded, index] }), { picture: "minus" })
      : null,
    action(say(pinned ? "unpin" : "pin"), scened({ pinned: pinned ? without(scene.pinned) : [...scene.pinned, index] }), { picture: "pin", pressed: pinned }),
    action(say("hide"), () => go({ subject: { kind: "overview" }, scene: { ...scene, hidden: [...scene.hidden, index] }, camera: null }), { picture: "hide" }),
    action(say("pathFrom"), () => context.route(index), { picture: "path" }),
    action(say("copySparql"), () => context.offer("copySparql", nodeQuery(data, index)), { picture: "code" }),
  );
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
      return [
        el(
          "section",
          { class: "facts" },
          el("h3", {}, label, el("span", { class: "count" }, String(mine.length))),
          folded(context, mine, FACTS, "ul", (fact) => factRow(context, fact, from)),
        ),
      ];
    }),
  );
}

function factRow(context: Context, fact: number, from: number): HTMLElement {
  const badges = modalities(context, fact).map((modality) => badge(context, modality));
  const day = since(context, fact);
  return el(
    "div",
    { class: "fact" },
    nameLink(context, otherEnd(context, fact, from)),
    ...badges,
    day ? el("time", { class: "since", datetime: day, title: context.say("since") }, day) : null,
    evidenceLink(context, fact),
  );
}

export function evidenceLink(context: Context, fact: number): HTMLElement {
  const { data, say } = context;
  const sentences = sentencesOf(context, fact);
  const { source, target } = data.edge(fact);
  const label = `${say("evidenceOf")}: ${data.name(source)} – ${data.name(target)} `;
  const preview = sentences[0] === undefined ? say("evidenceOf") : cite(context, sentences[0]);
  return el(
    "a",
    { class: "evidence", href: edgeLink(data, fact), title: preview },
    line("quote"),
    el("span", { class: "sr" }, label),
    String(sentences.length),
  );
}
