// Targets and instruments of a node as small tables.
import { named, type Target } from "./data";
import { bdi, el } from "./dom";
import { evidenceLink } from "./node";
import { badge, type Context, otherEnd, section } from "./pieces";
import { nodeLink } from "./state";
import { trend } from "./trend";

interface Aim {
  fact: number;
  other: number;
  target: Target;
}

export function targetTable(context: Context, from: number, facts: number[]): HTMLElement | null {
  const { data, lang, say } = context;
  const rows = facts
    .filter((fact) => data.edge(fact).predicate === "sets_target" && data.edge(fact).source === from)
    .flatMap((fact): Aim[] => {
      const other = otherEnd(context, fact, from);
      const target = data.target(other);
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
    const points = data.series(other);
    const leads = points[0] === target; // a series is drawn once
    return el(
      "tr",
      {},
      el("th", { scope: "row" }, link, scope, leads ? trend(context, points) : null),
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

export function supportTable(context: Context, from: number, facts: number[]): HTMLElement | null {
  const { data, lang, say } = context;
  const body = facts
    .filter((fact) => data.edge(fact).predicate === "offers" && data.edge(fact).source === from)
    .flatMap((fact) => {
      const other = otherEnd(context, fact, from);
      const { instrument, name } = data.node(other);
      if (!instrument) return [];
      const words = named(data.payload.instruments, instrument.kind)[lang];
      return [
        el(
          "tr",
          {},
          el("th", { scope: "row" }, el("a", { href: nodeLink(data, other) }, words)),
          el("td", { class: "number" }, instrument.figure ? instrument.figure[lang] : name),
          el("td", {}, bdi(instrument.recipient || "–")),
          el("td", {}, evidenceLink(context, fact)),
        ),
      ];
    });
  if (body.length === 0) return null;
  return section(say("support"), body.length, table(context, ["kind", "amount", "recipient"], body));
}

function table({ say }: Context, words: Parameters<Context["say"]>[0][], body: HTMLElement[]): HTMLElement {
  const head = [...words, "evidence" as const].map((word, i) =>
    el("th", { scope: "col" }, i === words.length ? el("span", { class: "sr" }, say(word)) : say(word)),
  );
  return el("table", {}, el("thead", {}, el("tr", {}, ...head)), el("tbody", {}, ...body));
}

export function years(targets: Target[]): number[] {
  return [...new Set(targets.flatMap(({ deadline }) => (deadline === null ? [] : [deadline])))].sort((a, b) => a - b);
}
