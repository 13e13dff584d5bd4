// The drawing: sigma on top of graphology.
import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { frame, goal, move, scale } from "./camera";
import { mix, palette, type Palette } from "./colors";
import { at, type Data, type Lang } from "./data";
import { type Figure, paintFront, type Stroke } from "./front";
import { hover } from "./hover";
import { communities, type Community, paint as paintGrounds } from "./hulls";
import { type Disc, Labels, type Written } from "./labels";
import { type Line, Lines } from "./lines";
import type { Shown } from "./scene";
import { type Look, ShapeProgram } from "./shapes";
import type { Camera } from "./state";

const SMALLEST = 3.2; // px, radius of a node; less in graphs of many thousands
const MANY = 3000;
const LARGEST = 24;
const NEAR = 5; // px within which a click means a line
const HOVERED = 4000; // most lines that are looked through at each move of the mouse
const WORDY = 14; // most neighbours for which the lines of a selected node carry their predicate
const CROWD = 4000; // nodes beyond which labels keep clear of each other only
const PAD = 22; // layout units around a community
const FAR = 0.45; // ratio of the camera above which communities show their names
const LARGE = 8000; // nodes from which on a selection is drawn on a layer of its own
const NARROW = 600; // px, width of a drawing that has room for half as much
const TITLES = 14; // communities that are named at once
const TITLE = 14; // letters of a title with two names

export interface Selection {
  nodes: Set<number>; // shown strongly; empty: everything is
  lines: Set<string>;
  centre: number | null;
}

export const NOTHING: Selection = { nodes: new Set(), lines: new Set(), centre: null };

export interface Handlers {
  node(node: number): void;
  expand(node: number): void;
  line(facts: number[]): void;
  ground(): void;
  moved(camera: Camera): void;
  dragged(node: number): void;
}

export function hasWebgl(): boolean {
  const canvas = document.createElement("canvas");
  return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
}

export class Drawing {
  readonly sigma: Sigma;
  readonly lines: Lines;
  colors: Palette;
  shown: Shown;
  selection = NOTHING;
  communities: Community[] = [];
  private readonly labels: Labels;
  private readonly family: string;
  private pinned = new Set<number>();
  private unit = 1; // px a layout unit, whole graph in view
  private readonly smallest: number; // px
  readonly large: boolean;

  constructor(
    private readonly data: Data,
    private readonly container: HTMLElement,
    private readonly handlers: Handlers,
    start: { dark: boolean; lang: Lang; shown: Shown },
  ) {
    this.family = getComputedStyle(document.body).fontFamily;
    this.labels = new Labels(this.family, getComputedStyle(document.documentElement).getPropertyValue("--serif"));
    this.colors = palette(data.classes, start.dark);
    this.lang = start.lang;
    this.shown = start.shown;
    this.lines = new Lines(data);
    this.large = data.size > LARGE;
    const room = container.clientWidth < NARROW ? 0.65 : 1;
    this.smallest = SMALLEST * room * Math.min(1, (MANY / data.size) ** 0.25);
    this.sigma = new Sigma(new Graph({ type: "directed" }), container, {
      allowInvalidContainer: true,
      defaultEdgeType: "line",
      // Sigma compiles a program for each of its own types too: ours take their names.
      defaultNodeType: "circle",
      nodeProgramClasses: { circle: ShapeProgram as never },
      edgeProgramClasses: { line: EdgeRectangleProgram, arrow: EdgeArrowProgram },
      nodeReducer: (key, place) => Object.assign(place, this.look(Number(key))),
      edgeReducer: (key) => this.lineLook(key),
      defaultDrawNodeLabel: (_, node) =>
        this.note(Number(node["key"]), node.x, node.y, node.size, node.label ?? ""),
      defaultDrawEdgeLabel: (_, edge, source, target) =>
        this.labels.add({
          text: edge.label ?? "",
          x: (source.x + target.x) / 2,
          y: (source.y + target.y) / 2,
          radius: 0,
          rank: 0,
          kind: "edge",
        }),
      defaultDrawNodeHover: (context, node) =>
        hover(context, node, data.name(Number(node["key"])), this.colors, this.family, container.clientWidth),
      labelDensity: 1.5,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 0, // those that find room are shown
      minEdgeThickness: 0.9,
      minCameraRatio: 0.02,
      maxCameraRatio: 2.5,
      hideEdgesOnMove: this.large,
      stagePadding: 36,
      zIndex: true,
    });
    const below = { style: {}, beforeLayer: "edges" }; // sigma's types leave beforeLayer out
    this.layer("grounds", below);
    const above = { style: {}, afterLayer: "nodes" };
    this.layer("front", above);
    // Frame and scale first: the graph is then drawn once.
    this.sigma.setCustomBBox(frame(data.payload.nodes.x, data.payload.nodes.y));
    this.unit = scale(this.sigma);
    this.communities = communities(data, this.shown.nodes);
    this.listen();
    this.sigma.setGraph(this.graph());
  }

  private lang: Lang;

  /** A canvas of our own, as large as sigma's: sigma gives a new one its size at the next resizing. */
  private layer(name: string, place: { style: object }): void {
    this.sigma.createCanvasContext(name, place);
    const canvases = this.sigma.getCanvases();
    const [own, other] = [canvases[name], canvases["labels"]];
    if (!own || !other) throw new RangeError(`no layer ${name}`);
    Object.assign(own, { width: other.width, height: other.height });
    Object.assign(own.style, { width: other.style.width, height: other.style.height });
    own.getContext("2d")?.scale(devicePixelRatio, devicePixelRatio);
  }

  private graph(): Graph {
    const { x, y } = this.data.payload.nodes;
    const graph = new Graph({ type: "directed", multi: false });
    x.forEach((left, i) => graph.addNode(String(i), { x: left, y: at(y, i) }));
    this.join(graph, 0);
    return graph;
  }

  private join(graph: Graph, from: number): void {
    for (const key of this.lines.add(from)) {
      const [a, b] = this.lines.get(key).ends;
      graph.addDirectedEdgeWithKey(key, String(a), String(b));
    }
  }

  private listen(): void {
    const { sigma, handlers } = this;
    let dragged: { node: number; moved: boolean } | null = null;
    sigma.on("downNode", ({ node }) => (dragged = { node: Number(node), moved: false }));
    sigma.on("moveBody", ({ event }) => {
      if (!dragged) return;
      dragged.moved = true;
      const { x, y } = sigma.viewportToGraph(event);
      this.put(dragged.node, x, y);
      event.preventSigmaDefault();
      event.original.preventDefault();
    });
    const drop = (): void => {
      if (dragged?.moved) handlers.dragged(dragged.node);
      const moved = dragged?.moved ?? false;
      dragged = null;
      if (moved) this.quiet = performance.now();
    };
    sigma.on("upNode", drop);
    sigma.on("upStage", drop);
    sigma.on("clickNode", ({ node }) => {
      if (performance.now() - this.quiet > 100) handlers.node(Number(node));
    });
    sigma.on("doubleClickNode", ({ node, event }) => {
      event.preventSigmaDefault();
      handlers.expand(Number(node));
    });
    sigma.on("clickStage", ({ event }) => {
      const line = this.nearest(event.x, event.y);
      if (line) handlers.line(this.facts(line));
      else handlers.ground();
    });
    const point = (on: boolean): void => void this.container.classList.toggle("pointing", on);
    sigma.on("enterNode", () => point(true));
    sigma.on("leaveNode", () => point(false));
    sigma.on("moveBody", ({ event }) => {
      if (this.lines.byKey.size > HOVERED) return;
      this.container.classList.toggle("near", this.nearest(event.x, event.y) !== null);
    });
    sigma.on("afterRender", () => {
      this.ground(); // not before: sigma frames a new graph while it renders
      this.front();
      const context = sigma.getCanvases()["labels"]?.getContext("2d");
      if (context) this.labels.write(context, this.colors, this.discs(), sigma.getDimensions().width);
    });
    let settle = 0;
    sigma.getCamera().on("updated", () => {
      clearTimeout(settle);
      settle = window.setTimeout(() => handlers.moved(this.camera()), 300);
    });
    new ResizeObserver(() => this.resize()).observe(this.container);
  }

  private quiet = 0; // when a node was dropped: the click that ends a drag is none

  private resize(): void {
    const before = this.sigma.getDimensions();
    const { width, height } = this.sigma.resize().getDimensions();
    if (width === before.width && height === before.height) return;
    const unit = scale(this.sigma);
    if (Math.abs(unit - this.unit) < 1e-9) this.sigma.scheduleRender();
    else {
      this.unit = unit;
      this.sigma.refresh();
    }
  }

  /** The grounds of communities, and their names when the camera is far. */
  private ground(): void {
    const context = this.sigma.getCanvases()["grounds"]?.getContext("2d");
    if (!context) return;
    const { width, height } = this.sigma.getDimensions();
    context.clearRect(0, 0, width, height);
    const { ratio } = this.sigma.getCamera().getState();
    if (this.selection.nodes.size > 0) return;
    const pad = (PAD * this.unit) / ratio;
    const drawn = this.communities.map((one) => ({
      one,
      color: mix(this.colors.classes.get(one.label) ?? this.colors.ink, this.colors.ground, 0.1),
      points: one.outline.map((point) => this.sigma.graphToViewport(point)),
    }));
    paintGrounds(context, drawn, pad);
    if (ratio < FAR) return;
    drawn.slice(0, width < NARROW ? TITLES / 2 : TITLES).forEach(({ one, points }) => {
      const top = Math.min(...points.map(({ y }) => y)) - pad;
      const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
      const [first = "", second = ""] = one.names;
      const text = second && first.length + second.length <= TITLE ? `${first} · ${second}` : first;
      this.labels.add({ text, x: (left + right) / 2, y: top, radius: 0, rank: 1e6 + one.members.length, kind: "title" });
    });
  }

  /** The selection of a large graph. */
  private front(): void {
    const context = this.sigma.getCanvases()["front"]?.getContext("2d");
    if (!context || !this.large) return;
    const { width, height } = this.sigma.getDimensions();
    context.clearRect(0, 0, width, height);
    const { nodes, lines, centre } = this.selection;
    const figures = new Map<number, Figure>();
    for (const node of nodes) {
      const seen = this.sigma.getNodeDisplayData(String(node));
      if (!seen || !this.shown.nodes[node]) continue;
      const { color, rim, shape } = this.look(node) as Look;
      const radius = Math.max(node === centre ? 9 : 5, this.sigma.scaleSize(seen.size));
      figures.set(node, { ...this.sigma.framedGraphToViewport(seen), radius, color, rim, shape });
    }
    const strokes = [...lines].flatMap((key): Stroke[] => {
      const [from, to] = this.lines.get(key).ends.map((end) => figures.get(end));
      return from && to ? [[from, to]] : [];
    });
    paintFront(context, strokes, [...figures.values()], this.colors.strong);
    for (const [node, { x, y, radius }] of figures) this.note(node, x, y, radius, this.data.caption(node, this.lang));
  }

  /** Nodes on the screen that labels must not cover, in px. */
  private discs(): Disc[] {
    if (this.shown.count > CROWD) return [];
    const { width, height } = this.sigma.getDimensions();
    const found: Disc[] = [];
    for (let i = 0; i < this.data.size; i++) {
      if (!this.shown.nodes[i] || !this.strong(i)) continue;
      const seen = this.sigma.getNodeDisplayData(String(i));
      if (!seen) continue;
      const { x, y } = this.sigma.framedGraphToViewport(seen);
      const radius = this.sigma.scaleSize(seen.size);
      if (x > -radius && y > -radius && x < width + radius && y < height + radius) found.push({ x, y, radius });
    }
    return found;
  }

  /** The selection as far as sigma itself draws it. */
  private get drawn(): Selection {
    return this.large ? NOTHING : this.selection;
  }

  private strong(node: number): boolean {
    return this.drawn.nodes.size === 0 || this.drawn.nodes.has(node);
  }

  look(index: number): Partial<Look> {
    const { nodes } = this.data.payload;
    const { ground, classes, ink, accent } = this.colors;
    const label = at(nodes.label, index);
    const own = classes.get(label) ?? ink;
    const shown = this.strong(index);
    const { nodes: chosen, centre: middle } = this.drawn;
    const centre = middle === index;
    const size = Math.min(LARGEST, Math.max(this.smallest, at(nodes.size, index) * this.unit));
    const pinned = this.pinned.has(index);
    return {
      size: centre ? Math.max(9, size * 1.15) : chosen.size && shown ? Math.max(5, size) : size,
      color: shown ? own : mix(own, ground, 0.16),
      rim: pinned ? accent : shown ? (centre ? ink : mix(own, ink, 0.74)) : mix(own, ground, 0.26),
      shape: this.data.payload.classes[label]?.shape ?? "circle",
      type: "circle",
      label: shown ? this.data.caption(index, this.lang) : null,
      forceLabel: shown && (pinned || chosen.size > 0),
      hidden: !this.shown.nodes[index],
      highlighted: false,
      zIndex: centre ? 2 : Number(shown),
    };
  }

  lineLook(key: string): { size: number; color: string; hidden: boolean } & Record<string, unknown> {
    const line = this.lines.get(key);
    const facts = this.facts(line);
    const { ground, edge, strong, denied } = this.colors;
    const { nodes: chosen, lines } = this.drawn;
    const active = lines.has(key);
    const shown = chosen.size === 0 || active;
    const base = facts.length > 0 && this.lines.denied(facts) ? denied : active ? strong : edge;
    const wordy = active && lines.size <= WORDY;
    return {
      type: active && this.lines.oneWay(line, facts) ? "arrow" : "line",
      size: active ? 1.9 : Math.min(2.2, 0.9 + 0.25 * facts.length),
      color: shown ? base : mix(base, ground, 0.3),
      label: wordy ? this.lines.words(facts, this.lang) : "",
      forceLabel: wordy,
      hidden: facts.length === 0,
      zIndex: Number(active),
    };
  }

  /** The facts of a line that pass. */
  private facts({ facts }: Line): number[] {
    const { edges } = this.shown;
    return facts.every((fact) => edges[fact]) ? facts : facts.filter((fact) => edges[fact]);
  }

  private note(node: number, x: number, y: number, radius: number, text: string): void {
    const { nodes, centre } = this.selection;
    if (this.large && nodes.size > 0 && !nodes.has(node)) return;
    const strong = centre === node;
    const rank = radius + (strong ? 1e7 : 0) - (this.data.captioned(node) ? LARGEST : 0); // names before figures
    if (text) this.labels.add({ text, x, y, radius, rank, kind: strong ? "strong" : "node" });
  }

  /** The line under a point of the screen, if one is near. */
  private nearest(x: number, y: number): Line | null {
    const point = this.sigma.viewportToFramedGraph({ x, y });
    const beside = this.sigma.viewportToFramedGraph({ x: x + NEAR, y });
    let least = Math.hypot(beside.x - point.x, beside.y - point.y);
    let found: Line | null = null;
    for (const line of this.lines.byKey.values()) {
      if (!line.facts.some((fact) => this.shown.edges[fact])) continue;
      const [a, b] = line.ends.map((end) => this.sigma.getNodeDisplayData(String(end)));
      if (!a || !b) continue;
      const [dx, dy] = [b.x - a.x, b.y - a.y];
      const along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / (dx * dx + dy * dy || 1);
      const t = Math.min(1, Math.max(0, along));
      const distance = Math.hypot(point.x - a.x - t * dx, point.y - a.y - t * dy);
      if (distance < least) [least, found] = [distance, line];
    }
    return found;
  }

  private put(node: number, x: number, y: number): void {
    const { nodes } = this.data.payload;
    [nodes.x[node], nodes.y[node]] = [x, y];
    this.sigma.getGraph().mergeNodeAttributes(String(node), { x, y });
  }

  /** Nodes and facts that came in from these numbers on. */
  extend(nodes: number[], fact: number): void {
    const graph = this.sigma.getGraph();
    const { x, y } = this.data.payload.nodes;
    for (const node of nodes) graph.addNode(String(node), { x: at(x, node), y: at(y, node) });
    this.join(graph, fact);
  }

  /** Take the places over that a layout gave the nodes. */
  settle(): void {
    const { x, y } = this.data.payload.nodes;
    this.sigma.getGraph().forEachNode((key, place) => {
      [x[Number(key)], y[Number(key)]] = [place["x"] as number, place["y"] as number];
    });
    this.sigma.setCustomBBox(frame(x, y));
    this.communities = communities(this.data, this.shown.nodes, true);
    this.sigma.refresh();
  }

  paint(dark: boolean, lang: Lang): void {
    this.colors = palette(this.data.classes, dark);
    this.lang = lang;
    this.sigma.refresh();
  }

  show(shown: Shown, selection: Selection, pinned: Iterable<number>): void {
    const next = new Set(pinned);
    const same = this.shown === shown && [...next].every((node) => this.pinned.has(node)) && next.size === this.pinned.size;
    if (this.shown !== shown) this.communities = communities(this.data, shown.nodes);
    this.shown = shown;
    this.selection = selection;
    this.pinned = next;
    this.container.classList.toggle("veiled", this.large && selection.nodes.size > 0);
    if (same && this.large) this.sigma.scheduleRender();
    else {
      // Words on lines, which only a selection has. A change of settings is drawn at the next frame
      // and leaves the places of nodes unframed until then, which who aims the camera asks for.
      if (this.drawn.lines.size > 0 && !this.sigma.getSetting("renderEdgeLabels")) this.sigma.setSetting("renderEdgeLabels", true);
      this.sigma.refresh();
    }
  }

  /** The labels on the screen. */
  written(): Written[] {
    return this.labels.written;
  }

  camera(): Camera {
    const { x, y, ratio } = this.sigma.getCamera().getState();
    return { x, y, ratio };
  }

  /** Move the camera so that these nodes fill the view; all of them if there are none. */
  aim(nodes: Iterable<number>): void {
    move(this.sigma, goal(this.sigma, nodes), !this.large);
  }

  watch(camera: Camera): void {
    move(this.sigma, camera, !this.large);
  }

  zoom(closer: boolean): void {
    const camera = this.sigma.getCamera();
    void (closer ? camera.animatedZoom({ duration: 200 }) : camera.animatedUnzoom({ duration: 200 }));
  }
}
