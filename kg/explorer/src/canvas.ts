// The drawing: sigma, over the columns of the payload.
import Graph from "graphology";
import type Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { frame, goal, move, scale } from "./camera";
import { palette } from "./colors";
import { Columns } from "./columns";
import { at, type Data, type Lang } from "./data";
import { type Figure, paintFront, type Stroke } from "./front";
import { grounds } from "./grounds";
import { hover } from "./hover";
import { communities, type Community } from "./hulls";
import { type Disc, Labels, type Written } from "./labels";
import { ends, Lines } from "./lines";
import { LARGEST, Looks } from "./looks";
import type { Shown } from "./scene";
import { NOTHING, type Selection } from "./selection";
import { ShapeProgram } from "./shapes";
import { Sheet, Silent } from "./sheet";
import type { Camera } from "./state";

const SMALLEST = 3.2; // px, radius of a node; less in graphs of many thousands
const MANY = 3000;
const NEAR = 5; // px within which a click means a line
const HOVERED = 4000; // most lines that are looked through at each move of the mouse
const CROWD = 4000; // nodes beyond which labels keep clear of each other only
const LARGE = 8000; // nodes from which on a selection is drawn on a layer of its own
const NARROW = 600; // px, width of a drawing that has room for half as much

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
  readonly looks: Looks;
  readonly large: boolean;
  selection = NOTHING;
  private readonly columns: Columns;
  private readonly labels: Labels;
  private communities: Community[];

  constructor(
    private readonly data: Data,
    private readonly container: HTMLElement,
    private readonly handlers: Handlers,
    start: { dark: boolean; lang: Lang; shown: Shown },
  ) {
    const { x, y } = data.payload.nodes;
    const family = getComputedStyle(document.body).fontFamily;
    this.labels = new Labels(family, getComputedStyle(document.documentElement).getPropertyValue("--serif"));
    this.large = data.size > LARGE;
    this.lines = new Lines(data);
    this.columns = new Columns(x, y, this.lines);
    const room = container.clientWidth < NARROW ? 0.65 : 1;
    const smallest = SMALLEST * room * Math.min(1, (MANY / data.size) ** 0.25);
    this.looks = new Looks(data, this.lines, smallest, palette(data.classes, start.dark), start.lang, start.shown, NOTHING);
    const { looks } = this;
    this.sigma = new Sheet(new Graph(), container, {
      allowInvalidContainer: true,
      defaultEdgeType: "line",
      // Sigma compiles a program for each of its own types too: ours take their names.
      defaultNodeType: "circle",
      nodeProgramClasses: { circle: ShapeProgram as never },
      nodeHoverProgramClasses: { circle: Silent as never },
      edgeProgramClasses: { line: EdgeRectangleProgram, arrow: EdgeArrowProgram },
      nodeReducer: (key, { x: left, y: top }) => looks.node(Number(key), left as number, top as number),
      edgeReducer: (key) => looks.line(Number(key)),
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
        hover(context, node, data.name(Number(node["key"])), looks.colors, family, container.clientWidth),
      labelDensity: 1.5,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 0, // those that find room are shown
      minEdgeThickness: 0.9,
      minCameraRatio: 0.02,
      maxCameraRatio: 2.5,
      hideEdgesOnMove: this.large,
      stagePadding: 36,
      zIndex: !this.large, // in a large graph nothing lies above anything
    });
    const below = { style: {}, beforeLayer: "edges" }; // sigma's types leave beforeLayer out
    this.layer("grounds", below);
    if (this.large) this.layer("front", { style: {}, afterLayer: "nodes" } as object as typeof below);
    // Frame and scale first: the graph is then drawn once.
    this.sigma.setCustomBBox(frame(x, y));
    looks.unit = scale(this.sigma);
    this.communities = communities(data, start.shown.nodes);
    this.listen();
    this.sigma.setGraph(this.columns as never);
  }

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

  /** The same as a graph that a layout works on; the places that it gives the nodes are drawn. */
  graph(): Graph {
    const graph = this.columns.copy();
    const { x, y } = this.data.payload.nodes;
    graph.on("eachNodeAttributesUpdated", () => {
      graph.forEachNode((key, place) => {
        [x[Number(key)], y[Number(key)]] = [place["x"] as number, place["y"] as number];
      });
      this.sigma.refresh({ partialGraph: { nodes: this.columns.nodes() }, schedule: true });
    });
    return graph;
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
      if (line !== null) handlers.line(this.lines.facts(line, this.looks.shown.edges));
      else handlers.ground();
    });
    const point = (on: boolean): void => void this.container.classList.toggle("pointing", on);
    sigma.on("enterNode", () => point(true));
    sigma.on("leaveNode", () => point(false));
    sigma.on("moveBody", ({ event }) => {
      if (this.lines.count > HOVERED) return;
      this.container.classList.toggle("near", this.nearest(event.x, event.y) !== null);
    });
    sigma.on("afterRender", () => {
      this.ground(); // not before: sigma frames a new graph while it renders
      this.front();
      const context = sigma.getCanvases()["labels"]?.getContext("2d");
      if (context) this.labels.write(context, this.looks.colors, this.discs(), sigma.getDimensions().width);
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
    if (Math.abs(unit - this.looks.unit) < 1e-9) this.sigma.scheduleRender();
    else {
      this.looks.unit = unit;
      this.sigma.refresh();
    }
  }

  private ground(): void {
    const { width, height } = this.sigma.getDimensions();
    this.sigma.getCanvases()["grounds"]?.getContext("2d")?.clearRect(0, 0, width, height);
    const { colors, unit } = this.looks;
    if (this.selection.nodes.size === 0) grounds(this.sigma, this.communities, colors, unit, this.labels);
  }

  /** The selection of a large graph. */
  private front(): void {
    const context = this.sigma.getCanvases()["front"]?.getContext("2d");
    if (!context) return;
    const { width, height } = this.sigma.getDimensions();
    context.clearRect(0, 0, width, height);
    const { nodes, lines, centre } = this.selection;
    const { looks } = this;
    const figures = new Map<number, Figure>();
    for (const node of nodes) {
      const seen = this.sigma.getNodeDisplayData(String(node));
      if (!seen || !looks.shown.nodes[node]) continue;
      const { color, rim, shape } = looks.node(node);
      const radius = Math.max(node === centre ? 9 : 5, this.sigma.scaleSize(seen.size));
      figures.set(node, { ...this.sigma.framedGraphToViewport(seen), radius, color, rim, shape });
    }
    const strokes = [...lines].flatMap((key): Stroke[] => {
      const [from, to] = ends(key).map((end) => figures.get(end));
      return from && to ? [[from, to]] : [];
    });
    paintFront(context, strokes, [...figures.values()], looks.colors.strong);
    for (const [node, { x, y, radius }] of figures) this.note(node, x, y, radius, this.data.caption(node, looks.lang));
  }

  /** Nodes on the screen that labels must not cover, in px. */
  private discs(): Disc[] {
    const { looks } = this;
    if (looks.shown.count > CROWD) return [];
    const { width, height } = this.sigma.getDimensions();
    const found: Disc[] = [];
    for (let i = 0; i < this.data.size; i++) {
      if (!looks.shown.nodes[i] || !looks.strong(i)) continue;
      const seen = this.sigma.getNodeDisplayData(String(i));
      if (!seen) continue;
      const { x, y } = this.sigma.framedGraphToViewport(seen);
      const radius = this.sigma.scaleSize(seen.size);
      if (x > -radius && y > -radius && x < width + radius && y < height + radius) found.push({ x, y, radius });
    }
    return found;
  }

  private note(node: number, x: number, y: number, radius: number, text: string): void {
    const { nodes, centre } = this.selection;
    if (this.large && nodes.size > 0 && !nodes.has(node)) return;
    const strong = centre === node;
    const rank = radius + (strong ? 1e7 : 0) - (this.data.captioned(node) ? LARGEST : 0); // names before figures
    if (text) this.labels.add({ text, x, y, radius, rank, kind: strong ? "strong" : "node" });
  }

  /** The line under a point of the screen, if one is near. */
  private nearest(x: number, y: number): number | null {
    const point = this.sigma.viewportToFramedGraph({ x, y });
    const beside = this.sigma.viewportToFramedGraph({ x: x + NEAR, y });
    let least = Math.hypot(beside.x - point.x, beside.y - point.y);
    let found: number | null = null;
    const { from, to, count } = this.lines;
    for (let line = 0; line < count; line++) {
      if (this.lines.tally(line, this.looks.shown.edges) === 0) continue;
      const [a, b] = [at(from, line), at(to, line)].map((end) => this.sigma.getNodeDisplayData(String(end)));
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
    this.sigma.refresh({ partialGraph: { nodes: [String(node)] }, schedule: true });
  }

  /** Take in the nodes and facts that came since. */
  extend(): void {
    this.lines.grow();
    this.columns.grow();
    this.sigma.refresh({ schedule: true });
  }

  /** Frame the places that a layout gave the nodes. */
  settle(): void {
    const { x, y } = this.data.payload.nodes;
    this.sigma.setCustomBBox(frame(x, y));
    this.communities = communities(this.data, this.looks.shown.nodes, true);
    this.sigma.refresh();
  }

  paint(dark: boolean, lang: Lang): void {
    this.looks.paint(palette(this.data.classes, dark), lang);
    this.sigma.refresh();
  }

  show(shown: Shown, selection: Selection, pinned: Iterable<number>): void {
    const { looks } = this;
    const next = new Set(pinned);
    const same = looks.shown === shown && [...next].every((node) => looks.pinned.has(node)) && next.size === looks.pinned.size;
    if (looks.shown !== shown) this.communities = communities(this.data, shown.nodes);
    looks.shown = shown;
    looks.pinned = next;
    this.selection = selection;
    this.container.classList.toggle("veiled", this.large && selection.nodes.size > 0);
    if (this.large) {
      if (same) this.sigma.scheduleRender();
      else this.sigma.refresh();
      return;
    }
    looks.selection = selection;
    // Words on lines, which only a selection has. A change of settings is drawn at the next frame
    // and leaves the places of nodes unframed until then, which who aims the camera asks for.
    if (selection.lines.size > 0 && !this.sigma.getSetting("renderEdgeLabels")) this.sigma.setSetting("renderEdgeLabels", true);
    this.sigma.refresh();
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
