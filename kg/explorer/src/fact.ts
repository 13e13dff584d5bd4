// The panel of the facts between two nodes, each with how it is known.
import { citeFact } from "./cite";
import { at, type Evidence, named } from "./data";
import { el, line } from "./dom";
import { action, type Context, nameLink, quotes, section, terms } from "./pieces";
import { factQuery } from "./sparql";

export function facts(context: Context, edges: number[]): HTMLElement[] {
  const title = context.say(edges.length > 1 ? "factsBetween" : "fact");
  return [el("p", { class: "kind" }, title), ...edges.map((edge, i) => fact(context, edge, i === 0))];
}

function fact(context: Context, index: number, first: boolean): HTMLElement {
  const { data, lang, say } = context;
  const edge = data.edge(index);
  const { payload } = data;
  const predicate = el(
    "span",
    { class: "predicate", title: payload.predicates[edge.predicate]?.meaning ?? "" },
    named(payload.predicates, edge.predicate)[lang],
    line(payload.predicates[edge.predicate]?.symmetric ? "both" : "out"),
  );
  const claim = [nameLink(context, edge.source), predicate, nameLink(context, edge.target)];
  const own = new Set([edge.source, edge.target]);
  const proofs = data.evidenceOf(index).map((one) => proof(context, index, one, own));
  const head = el("h2", first ? { tabindex: "-1", class: "claim" } : { class: "claim" }, ...claim);
  const take = el(
    "div",
    { class: "actions", role: "group", "aria-label": say("actions") },
    action(say("copySparql"), () => context.offer("copySparql", factQuery(data, index)), { picture: "code" }),
  );
  return el("div", { class: "claimed" }, head, take, section(say("evidence"), proofs.length, ...proofs));
}

function proof(context: Context, edge: number, one: Evidence, own: Set<number>): HTMLElement {
  const { data, lang, say } = context;
  const meter = el("span", { class: "meter", "aria-hidden": "true" }, el("i"));
  (meter.firstElementChild as HTMLElement).style.width = `${100 * one.confidence}%`;
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
    one.sentences.length > 0
      ? action(say("citeFact"), () => context.offer("citeFact", citeFact(context, edge, at(one.sentences, 0))), {
          picture: "quote",
        })
      : null,
  );
}
