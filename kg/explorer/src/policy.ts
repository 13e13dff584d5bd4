// What is known of a policy's life. What is not known is said to be unknown.
import { named, type Policy } from "./data";
import { el } from "./dom";
import { type Context, nameLink } from "./pieces";
import type { Word } from "./strings";

/** Today where the reader is, as an ISO date. */
export function today(): string {
  const now = new Date();
  const two = (n: number): string => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A key of the statuses, as kg.graph.status gives it: publishing is not taking effect, unknown stays unknown. */
export function status({ data }: Context, index: number, on: string): string {
  const life = (node: number): Policy => data.node(node).policy ?? {};
  const begun = (date = ""): boolean => date !== "" && lastDay(date) <= on;
  const repealed = data.around(index).some((fact) => {
    const { source, target, predicate } = data.edge(fact);
    if (predicate !== "repeals" || target !== index || source === index) return false;
    return data.evidenceOf(fact).some(({ modality }) => modality !== "denied") && begun(life(source).effective);
  });
  const { effective = "", expires = "", published = "" } = life(index);
  if (repealed) return "repealed";
  if (expires && on > lastDay(expires)) return "expired";
  if ([effective, published].some((begins) => begins !== "" && on < firstDay(begins))) return "not_yet";
  const over = expires !== "" && on > firstDay(expires);
  return begun(effective) && !over ? "in_force" : "unknown";
}

function firstDay(date: string): string {
  return date.length < 10 ? date + "-01-01".slice(date.length - 4) : date;
}

function lastDay(date: string): string {
  if (date.length === 4) return `${date}-12-31`;
  if (date.length > 7) return date;
  const [year = 0, month = 1] = date.split("-").map(Number);
  return `${date}-${new Date(Date.UTC(year, month, 0)).getUTCDate()}`;
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
    ["status", el("span", { class: `status ${state}`, title: `${say("asOf")} ${now}` }, named(data.payload.statuses, state)[lang])],
  ];
}
