// What is known of a policy's life. What is not known is said to be unknown.
import { at, named, type Policy } from "./data";
import { el } from "./dom";
import { type Context, nameLink } from "./pieces";
import type { Word } from "./strings";

export type Status = "in_force" | "not_yet" | "expired" | "repealed" | "unknown";

/** Today where the reader is, as an ISO date. */
export function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** As kg.graph.status says it: publishing is not taking effect, unknown stays unknown. */
export function status(context: Context, index: number, on: string): Status {
  const { data } = context;
  const { effective = "", expires = "" }: Policy = data.node(index).policy ?? {};
  const repealed = at(data.around, index).some((fact) => {
    const edge = data.edge(fact);
    if (edge.predicate !== "repeals" || edge.target !== index) return false;
    return data.evidenceOf(fact).some(({ modality }) => modality === "in_force" || modality === "done");
  });
  if (repealed) return "repealed";
  if (expires && last(expires) < on) return "expired";
  if (effective && effective > on) return "not_yet";
  return effective && last(effective) <= on ? "in_force" : "unknown";
}

/** The last day that a date may mean: 2023 is 2023-12-31. */
function last(date: string): string {
  return `${date}-12-31`.slice(0, 4) + (date.length > 4 ? date.slice(4) : "-12") + (date.length > 7 ? "" : "-31");
}

export function policyTerms(context: Context, index: number): [Word, Element | string | null][] {
  const { data, lang, say } = context;
  const policy: Policy = data.node(index).policy ?? {};
  const unknown = (): Element => el("span", { class: "unknown" }, say("unknownValue"));
  const given = (value: string | undefined): Element | string => value || unknown();
  const years = policy.first_year ? `${policy.first_year}–${policy.last_year ?? ""}` : null;
  const level = policy.level ? named(data.payload.levels, policy.level)[lang] : null;
  const now = today();
  const state = status(context, index, now);
  return [
    ["number", given(policy.number)],
    ["documentKind", policy.kind ?? null],
    ["level", level],
    ["jurisdiction", policy.jurisdiction === undefined ? null : nameLink(context, policy.jurisdiction)],
    ["years", years],
    ["published", given(policy.published)],
    ["effective", given(policy.effective)],
    ["expires", given(policy.expires)],
    ["status", el("span", { class: `status ${state}`, title: `${say("asOf")} ${now}` }, say(`status_${state}`))],
  ];
}
