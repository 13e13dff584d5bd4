// Provinces as tiles, shaded by a count that the reader picks.
import { at, type Data } from "./data";
import { el, svg } from "./dom";
import { type Context } from "./pieces";
import { nodeLink } from "./state";
import { type Tile, TILES } from "./tiles";
import type { Word } from "./strings";

const SIDE = 84; // px
const GAP = 8;
const LEFT = Math.min(...TILES.map(({ column }) => column));
const WIDE = (Math.max(...TILES.map(({ column }) => column)) - LEFT + 1) * (SIDE + GAP);
const HIGH = (Math.max(...TILES.map(({ row }) => row)) + 1) * (SIDE + GAP);

const METRICS = ["facts", "policies", "targets", "entities", "articles"] as const satisfies readonly Word[];
type Metric = (typeof METRICS)[number];

let metric: Metric = "facts"; // outlives a redraw of the view

export function provinces(context: Context, redraw: () => void): HTMLElement {
  const { lang, say, data } = context;
  const counts = count(context, metric);
  const most = Math.max(1, ...counts.values());
  const buttons = METRICS.map((one) =>
    el(
      "button",
      {
        type: "button",
        "aria-pressed": String(one === metric),
        id: `metric-${one}`,
        click: () => {
          metric = one;
          redraw();
          document.getElementById(`metric-${one}`)?.focus();
        },
      },
      say(one),
    ),
  );
  const tiles = TILES.map((tile) => draw(context, tile, counts.get(tile.code) ?? 0, most, region(data, tile)));
  const map = svg(
    "svg",
    { class: "tiles", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "group", "aria-label": say("provinces"), lang: lang === "zh" ? "zh-Hans" : "en" },
    ...tiles,
  );
  return el(
    "div",
    { class: "view provinces" },
    el("div", { class: "bar-row" }, el("h2", { class: "title", tabindex: "-1" }, say("provinces")), el("div", { class: "segments", role: "group", "aria-label": say("countOf") }, ...buttons)),
    el("p", { class: "lead" }, say("provincesNote")),
    map,
  );
}

/** The province's own node. */
function region(data: Data, { code }: Tile): number | undefined {
  return data.find(`region/${code}0000`);
}

function draw({ data, lang, say }: Context, tile: Tile, count: number, most: number, node: number | undefined): SVGElement {
  const [x, y] = [(tile.column - LEFT) * (SIDE + GAP), tile.row * (SIDE + GAP)];
  const name = lang === "zh" ? tile.zh : tile.en;
  const share = count === 0 ? 0 : 0.14 + 0.86 * Math.sqrt(count / most);
  const rect = svg("rect", { width: String(SIDE), height: String(SIDE), rx: "8" });
  rect.style.setProperty("--share", `${(100 * share).toFixed(0)}%`);
  const parts = [
    rect,
    svg("text", { class: lang === "zh" ? "name" : "name small", x: String(SIDE / 2), y: "36" }, name),
    svg("text", { class: "number", x: String(SIDE / 2), y: "62" }, count.toLocaleString("en")),
  ];
  const label = `${name}: ${count} ${say(metric)}`;
  const className = `tile${share > 0.55 ? " deep" : ""}${count === 0 ? " empty" : ""}`;
  const place = { class: className, transform: `translate(${x} ${y})`, "data-code": tile.code };
  return node === undefined
    ? svg("g", { ...place, role: "img", "aria-label": label }, ...parts)
    : svg("a", { ...place, href: nodeLink(data, node), "aria-label": label }, ...parts);
}

/** The metric by province, of what is shown. */
export function count({ data, shown }: Context, by: Metric): Map<string, number> {
  const sets = new Map<string, Set<number>>();
  const add = (code: string | null, item: number): void => {
    if (code === null) return;
    const set = sets.get(code) ?? new Set<number>();
    sets.set(code, set.add(item));
  };
  const { label, sentences } = data.payload.nodes;
  const wanted = by === "policies" ? "POLICY" : by === "targets" ? "TARGET" : null;
  if (by === "facts" || by === "targets") {
    for (let fact = 0; fact < data.edgeCount; fact++) {
      if (!shown.edges[fact]) continue;
      const { source, target } = data.edge(fact);
      if (by === "targets" && data.label(target) !== "TARGET") continue;
      for (const end of [source, target]) add(province(data, end), by === "facts" ? fact : target);
    }
  } else {
    for (let node = 0; node < data.size; node++) {
      if (!shown.nodes[node] || (wanted && label[node] !== wanted)) continue;
      const code = province(data, node);
      if (by === "articles") for (const s of at(sentences, node)) add(code, data.articleOf(s));
      else add(code, node);
    }
  }
  return new Map([...sets].map(([code, set]) => [code, set.size]));
}

export function province(data: Data, node: number): string | null {
  for (const one of data.chain(node)) {
    const id = data.id(one);
    const found = /^region\/(\d\d)\d{4}$/.exec(id);
    if (found) return at(found, 1);
  }
  return null;
}
