// Bars, lines or a tile map, drawn as SVG: what suits the result.
import type { Plugin } from "@zazuko/yasr";
import type Yasr from "@zazuko/yasr";
import { PROVINCES, province, shape, type Row, type Shape } from "./rows";
import { english, local, site } from "./site";

const SVG = "http://www.w3.org/2000/svg";
// Okabe-Ito, told apart by colour-blind readers, as in the explorer.
const COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999999"];
const BAR = 26; // pixels, of a bar and the space below it
const NAMES = 190; // pixels, for the labels of bars
const TILE = 58; // pixels, of a side

export class Chart implements Plugin<unknown> {
  priority = 9;
  label = english() ? "Chart" : "图表";
  hideFromSelection = false;

  constructor(private readonly yasr: Yasr) {}

  getIcon(): Element {
    const icon = svg("svg", { viewBox: "0 0 16 16", class: "svgImg" });
    icon.append(svg("path", { d: "M2 14V8h3v6zm4.5 0V2h3v12zm4.5 0V6h3v8z", fill: "currentColor" }));
    return icon;
  }

  private shape(): Shape | null {
    const rows = this.yasr.results?.getBindings() as Row[] | null | undefined;
    return rows ? shape(this.yasr.results?.getVariables() ?? [], rows, site().base) : null;
  }

  canHandleResults(): boolean {
    return this.shape() !== null;
  }

  draw(): void {
    const found = this.shape();
    if (!found) return;
    const figure = document.createElement("figure");
    figure.className = "chart";
    figure.append(found.places ? tiles(found) : found.year ? lines(found) : bars(found));
    const caption = document.createElement("figcaption");
    caption.textContent = `${found.label} · ${found.number}`;
    figure.append(caption);
    this.yasr.resultsEl.append(figure);
  }
}

function bars(found: Shape): SVGElement {
  const width = 900;
  const most = Math.max(...found.rows.map((row) => row.number), 0) || 1;
  const picture = svg("svg", { viewBox: `0 0 ${width} ${found.rows.length * BAR + 4}`, role: "img" });
  found.rows.forEach((row, index) => {
    const y = index * BAR + 4;
    const size = Math.max(1, (Math.max(row.number, 0) / most) * (width - NAMES - 110));
    const group = linked(row.iri);
    group.append(
      text(cut(row.label), { x: NAMES - 8, y: y + 15, "text-anchor": "end" }),
      svg("rect", { x: NAMES, y, width: size, height: BAR - 6, rx: 3, fill: COLOURS[0] ?? "" }),
      text(row.number.toLocaleString(), { x: NAMES + size + 7, y: y + 15, class: "figure" }),
      title(`${row.label}: ${row.number}`),
    );
    picture.append(group);
  });
  return picture;
}

function lines(found: Shape): SVGElement {
  const [width, height, left, bottom] = [900, 420, 80, 30];
  const dated = found.rows.filter((row) => row.year !== null).map((row) => ({ ...row, year: row.year ?? 0 }));
  const years = dated.map((row) => row.year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const most = Math.max(...dated.map((row) => row.number), 0) || 1;
  const x = (year: number) => left + ((year - first) / (last - first || 1)) * (width - left - 180);
  const y = (value: number) => height - bottom - (Math.max(value, 0) / most) * (height - bottom - 20);
  const picture = svg("svg", { viewBox: `0 0 ${width} ${height}`, role: "img" });
  for (const part of [0, 0.5, 1]) {
    const at = y(most * part);
    picture.append(
      svg("line", { x1: left, x2: width - 180, y1: at, y2: at, class: "grid" }),
      text(compact(most * part), { x: left - 8, y: at + 4, "text-anchor": "end", class: "figure" }),
    );
  }
  for (const year of [...new Set(years)].sort()) {
    picture.append(text(String(year), { x: x(year), y: height - 8, "text-anchor": "middle", class: "figure" }));
  }
  const series = grouped(dated);
  [...series].forEach(([label, rows], index) => {
    const colour = COLOURS[index % COLOURS.length] ?? "";
    const points = [...rows].sort((a, b) => a.year - b.year);
    const end = points.at(-1);
    if (!end) return;
    const path = points.map((row) => `${x(row.year)},${y(row.number)}`).join(" ");
    picture.append(svg("polyline", { points: path, fill: "none", stroke: colour, "stroke-width": 2 }));
    for (const row of points) {
      const dot = svg("circle", { cx: x(row.year), cy: y(row.number), r: 4, fill: colour });
      dot.append(title(`${label}, ${row.year}: ${row.number}`));
      picture.append(dot);
    }
    picture.append(text(cut(label), { x: x(end.year) + 9, y: y(end.number) + 4, fill: colour }));
  });
  return picture;
}

function grouped<T extends { label: string }>(rows: T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const row of rows) groups.set(row.label, [...(groups.get(row.label) ?? []), row]);
  return groups;
}

function tiles(found: Shape): SVGElement {
  const { base } = site();
  const values = new Map<string, number>();
  for (const row of found.rows) {
    const code = province(row.iri ?? row.label, base);
    values.set(code, (values.get(code) ?? 0) + row.number);
  }
  const most = Math.max(...values.values(), 0) || 1;
  const picture = svg("svg", { viewBox: `0 0 ${8 * TILE} ${8 * TILE}`, role: "img", class: "tiles" });
  for (const [code, [name, column, row]] of Object.entries(PROVINCES)) {
    const value = values.get(code);
    const group = linked(`${base}region/${code}0000`);
    const share = value === undefined ? 0 : 0.15 + 0.85 * (value / most);
    const place = { x: column * TILE + 2, y: row * TILE + 2, width: TILE - 4, height: TILE - 4, rx: 6 };
    group.append(
      svg("rect", { ...place, class: "tile" }),
      svg("rect", { ...place, fill: COLOURS[0] ?? "", "fill-opacity": share }),
      text(name, { x: column * TILE + TILE / 2, y: row * TILE + 26, "text-anchor": "middle", class: share > 0.5 ? "on" : "" }),
      text(value?.toLocaleString() ?? "", { x: column * TILE + TILE / 2, y: row * TILE + 44, "text-anchor": "middle", class: share > 0.5 ? "on figure" : "figure" }),
      title(`${name}: ${value ?? "—"}`),
    );
    picture.append(group);
  }
  return picture;
}

/** 1000亿, or 100B: for an axis. */
function compact(value: number): string {
  return value.toLocaleString(english() ? "en" : "zh-CN", { notation: "compact" });
}

function cut(label: string): string {
  const characters = [...label];
  return characters.length > 13 ? `${characters.slice(0, 12).join("")}…` : label;
}

function linked(iri: string | null): SVGElement {
  const href = iri && local(iri, site().base);
  return href ? svg("a", { href }) : svg("g", {});
}

function title(words: string): SVGElement {
  const element = svg("title", {});
  element.textContent = words;
  return element;
}

function text(words: string, attributes: Record<string, string | number>): SVGElement {
  const element = svg("text", attributes);
  element.textContent = words;
  return element;
}

function svg(name: string, attributes: Record<string, string | number>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}
