// The panel of the page as it opens: how much there is, what stands out, what is new.
import { communities } from "./hulls";
import { at, named } from "./data";
import { bdi, el } from "./dom";
import { type Context, folded, nameLink, section } from "./pieces";
import { articleLink, nodeLink } from "./state";

const RANKED = 6;
const GROUPS = 6;
const NEWS = 8;

/** What the page opens with. */
export function overview(context: Context): HTMLElement[] {
  const { data, say } = context;
  const figures = (
    [
      ["articles", data.articleCount],
      ["entities", data.size],
      ["facts", data.edgeCount],
    ] as const
  ).map(([word, count]) => el("div", {}, el("strong", {}, count.toLocaleString("en")), el("span", {}, say(word))));
  const { whole } = data.payload;
  const cut = whole
    ? el(
        "p",
        { class: "notice" },
        say("held").replace("{n}", data.size.toLocaleString("en")).replace("{all}", whole.nodes.toLocaleString("en")),
      )
    : null;
  const sections = [
    ranking(context, "supported", "CLUSTER", (node) => count(context, node, "covers", false)),
    ranking(context, "activeRegions", "REGION", (node) => data.degree(node)),
    newestPolicies(context),
    themes(context),
    ranking(context, "activeOrgs", "ORG", (node) => data.degree(node)),
    news(context),
  ];
  return [
    el("h2", { tabindex: "-1" }, say("overview")),
    el("p", { class: "lead" }, say("intro")),
    el("div", { class: "figures" }, ...figures),
    el("p", { class: "meta counted" }, say("counted")),
    ...[cut, ...sections].filter((one) => one !== null),
  ];
}

/** Facts of one predicate that leave a node, or reach it. */
function count({ data }: Context, node: number, predicate: string, outgoing: boolean): number {
  return data.around(node).filter((fact) => {
    const edge = data.edge(fact);
    return edge.predicate === predicate && (outgoing ? edge.source : edge.target) === node;
  }).length;
}

function ranking(
  context: Context,
  title: "supported" | "activeRegions" | "activeOrgs",
  label: string,
  weight: (node: number) => number,
): HTMLElement | null {
  const { data, say } = context;
  const best = data.strongest(label, RANKED, weight);
  if (best.length === 0) return null;
  const top = weight(at(best, 0));
  const unit = say(title === "supported" ? "supporters" : "neighbours");
  const rows = best.map((node) => {
    const bar = el("span", { class: "bar", "data-label": label, "aria-hidden": "true" }, el("i"));
    (bar.firstElementChild as HTMLElement).style.width = `${(100 * weight(node)) / top}%`;
    const number = el("span", { class: "count", title: unit }, String(weight(node)));
    return el("div", { class: "ranked" }, nameLink(context, node), bar, number);
  });
  return section(say(title), null, folded(context, rows, RANKED));
}

/** Policies by the day when they were published, or when an article first speaks of them. */
function newestPolicies(context: Context): HTMLElement | null {
  const { data, say } = context;
  const rows = data.payload.newest.map(([node, day, published]) => {
    const words = `${say(published ? "published" : "reported")} ${day}`;
    return el(
      "a",
      { class: "headline", href: nodeLink(data, node) },
      bdi(data.name(node)),
      el("span", { class: "meta" }, words),
    );
  });
  return rows.length > 0 ? section(say("newestPolicies"), null, folded(context, rows, rows.length)) : null;
}

function themes(context: Context): HTMLElement | null {
  const { data, say, shown } = context;
  const rows = communities(data, shown.nodes)
    .slice(0, GROUPS)
    .map(({ members, label, names }) => {
      const best = [...members].sort((a, b) => data.degree(b) - data.degree(a) || a - b);
      const hub = best.find((node) => data.short(node) === names[0]) ?? at(best, 0);
      const link = el(
        "a",
        { class: "theme", href: nodeLink(data, hub), "data-label": label },
        bdi(names.join(" · ")),
        el("span", { class: "count" }, `${members.length} ${say("members")}`),
      );
      return link;
    });
  return rows.length > 0 ? section(say("communities"), null, folded(context, rows, GROUPS)) : null;
}

function news(context: Context): HTMLElement {
  const { data, say } = context;
  const newest = data.newest();
  const row = (index: number): HTMLElement => {
    const { title, date, source } = data.article(index);
    const meta = el(
      "span",
      { class: "meta" },
      el("time", date ? { datetime: date } : {}, date || say("undated")),
      source ? bdi(source) : null,
    );
    return el("a", { class: "headline", href: articleLink(data, index) }, bdi(title), meta);
  };
  return section(say("articles"), newest.length, folded(context, newest, NEWS, "ul", row));
}

export function kindOf({ data, lang }: Context, label: string): string {
  const kind = named(data.payload.classes, label);
  return lang === "zh" ? `${kind.zh} ${kind.en}` : `${kind.en} ${kind.zh}`;
}
