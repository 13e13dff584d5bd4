// The drawing: sigma on top of graphology, one line for each pair of nodes that any fact joins.
import Graph from "graphology";
import Sigma from "sigma";
import { EdgeArrowProgram, EdgeRectangleProgram } from "sigma/rendering";
import { mix, palette, type Palette } from "./colors";
import { named, type Data, type Lang } from "./data";
import { type Disc, Labels } from "./labels";
import { type Look, ShapeProgram } from "./shapes";

const SMALLEST = 2.6; // px, radius of a node; less in graphs of many thousands
const MANY = 3000;
const LARGEST = 24;
const SPREAD = 300; // layout units that are always shown, so that two nodes do not fill the screen
const LEGEND = 0.09; // share of the height that is left free below the graph
const NEAR = 5; // px within which a click means a line
const HOVERED = 4000; // most lines that are looked through at each move of the mouse
const WORDY = 14; // most neighbours for which the lines of a selected node carry their predicate

interface Line {
  ends: [number, number];
  facts: number[];
}

export interface Selection {
  nodes: Set<number>; // shown strongly; empty: everything is
  lines: Set<string>;
  centre: number | null;
}

export const NOTHING: Selection = { nodes: new Set(), lines: new Set(), centre: null };

export interface Handlers {
  node(node: number): void;
  line(facts: number[]): void;
  ground(): void;
}

export function hasWebgl(): boolean {
  const canvas = document.createElement("canvas");
  return (canvas.getContext("webgl2") ?? canvas.getContext("webgl")) !== null;
}

export class Drawing {
  private readonly sigma: Sigma;
  private readonly labels: Labels;
  private readonly lines = new Map<string, Line>();
  private hidden = new Set<string>();
  private selection = NOTHING;
  private scale = 1; // px a layout unit, whole graph in view
  private readonly smallest: number; // px
  private colors: Palette;

  constructor(
    private readonly data: Data,
    private readonly container: HTMLElement,
    private readonly handlers: Handlers,
    dark: boolean,
    private lang: Lang,
  ) {
    const family = getComputedStyle(document.body).fontFamily;
    this.labels = new Labels(family);
    this.colors = palette(data.classes, dark);
    this.smallest = SMALLEST * Math.min(1, (MANY / data.payload.nodes.length) ** 0.25);
    this.sigma = new Sigma(new Graph({ type: "directed" }), container, {
      allowInvalidContainer: true,
      defaultEdgeType: "line",
      defaultNodeType: "shape",
      nodeProgramClasses: { shape: ShapeProgram as never },
      edgeProgramClasses: { arrow: EdgeArrowProgram, line: EdgeRectangleProgram },
      nodeReducer: (key) => this.look(Number(key)),
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
          strong: false,
        }),
      defaultDrawNodeHover: (context, node) => this.hover(context, node),
      labelDensity: 1.5,
      labelGridCellSize: 90,
      labelRenderedSizeThreshold: 0, // those that find room are shown
      renderEdgeLabels: true,
      minEdgeThickness: 0.9,
      minCameraRatio: 0.02,
      maxCameraRatio: 2.5,
      stagePadding: 36,
      zIndex: true,
    });
    // Frame and scale first, on nothing: the graph is then drawn once.
    this.sigma.setCustomBBox(this.frame());
    this.sigma.refresh();
    this.scale = this.measured();
    this.listen();
    this.sigma.setGraph(this.graph());
  }

  private graph(): Graph {
    const graph = new Graph({ type: "directed", multi: false });
    this.data.payload.nodes.forEach((node, i) => graph.addNode(String(i), { x: node.x, y: node.y }));
    this.data.payload.edges.forEach((edge, i) => {
      if (edge.source === edge.target) return;
      const key = lineKey(edge.source, edge.target);
      const known = this.lines.get(key);
      if (known) known.facts.push(i);
      else {
        this.lines.set(key, { ends: [edge.source, edge.target], facts: [i] });
        graph.addDirectedEdgeWithKey(key, String(edge.source), String(edge.target));
      }
    });
    return graph;
  }

  private frame(): { x: [number, number]; y: [number, number] } {
    const span = (values: number[]): [number, number] => {
      let [low, high] = [Infinity, -Infinity];
      for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
      const lack = Math.max(0, SPREAD - (high - low)) / 2;
      return [low - lack, high + lack];
    };
    const { nodes } = this.data.payload;
    const [low, high] = span(nodes.map((node) => node.y));
    // the legend lies over the lower edge
    return { x: span(nodes.map((node) => node.x)), y: [low - LEGEND * (high - low), high] };
  }

  private listen(): void {
    this.sigma.on("clickNode", ({ node }) => this.handlers.node(Number(node)));
    this.sigma.on("clickStage", ({ event }) => {
      const line = this.nearest(event.x, event.y);
      if (line) this.handlers.line(line.facts);
      else this.handlers.ground();
    });
    const point = (on: boolean): void => {
      this.container.classList.toggle("pointing", on);
    };
    this.sigma.on("enterNode", () => point(true));
    this.sigma.on("leaveNode", () => point(false));
    if (this.lines.size <= HOVERED) {
      this.sigma.on("moveBody", ({ event }) => {
        this.container.classList.toggle("near", this.nearest(event.x, event.y) !== null);
      });
    }
    this.sigma.on("afterRender", () => {
      const context = this.sigma.getCanvases()["labels"]?.getContext("2d");
      if (context) this.labels.write(context, this.colors, this.discs(), this.sigma.getDimensions().width);
    });
    new ResizeObserver(() => {
      this.sigma.resize();
      const scale = this.measured();
      if (Math.abs(scale - this.scale) < 1e-9) this.sigma.scheduleRender();
      else {
        this.scale = scale;
        this.sigma.refresh();
      }
    }).observe(this.container);
  }

  /** Node sizes follow the screen: what the layout keeps apart does not touch in the full view. */
  private measured(): number {
    const cameraState = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
    const [a, b] = [0, 1].map((x) => this.sigma.graphToViewport({ x, y: 0 }, { cameraState }));
    return a && b ? Math.abs(b.x - a.x) : 1;
  }

  /** Nodes on the screen that labels must not cover, in px. */
  private discs(): Disc[] {
    const { width, height } = this.sigma.getDimensions();
    const found: Disc[] = [];
    this.data.payload.nodes.forEach((node, i) => {
      if (this.hidden.has(node.label) || !this.shown(i)) return;
      const seen = this.sigma.getNodeDisplayData(String(i));
      if (!seen) return;
      const { x, y } = this.sigma.framedGraphToViewport(seen);
      const radius = this.sigma.scaleSize(seen.size);
      if (x > -radius && y > -radius && x < width + radius && y < height + radius)
        found.push({ x, y, radius });
    });
    return found;
  }

  private shown(node: number): boolean {
    return this.selection.nodes.size === 0 || this.selection.nodes.has(node);
  }

  private look(index: number): Partial<Look> {
    const node = this.data.node(index);
    const { ground, classes, ink } = this.colors;
    const own = classes.get(node.label) ?? ink;
    const shown = this.shown(index);
    const centre = this.selection.centre === index;
    const size = Math.min(LARGEST, Math.max(this.smallest, node.size * this.scale));
    return {
      x: node.x,
      y: node.y,
      size: centre ? Math.max(9, size * 1.15) : this.selection.nodes.size && shown ? Math.max(5, size) : size,
      color: shown ? own : mix(own, ground, 0.16),
      rim: shown ? (centre ? ink : mix(own, ink, 0.74)) : mix(own, ground, 0.26),
      shape: this.data.payload.classes[node.label]?.shape ?? "circle",
      type: "shape",
      label: shown ? ((node.target?.figure ?? node.instrument?.figure)?.[this.lang] ?? node.short) : null,
      forceLabel: shown && this.selection.nodes.size > 0,
      hidden: this.hidden.has(node.label),
      highlighted: false,
      zIndex: centre ? 2 : Number(shown),
    };
  }

  private lineLook(key: string): Record<string, unknown> {
    const { ends, facts } = this.line(key);
    const { ground, edge, strong, denied } = this.colors;
    const active = this.selection.lines.has(key);
    const shown = this.selection.nodes.size === 0 || active;
    const rejected = facts.every((fact) =>
      this.data.edge(fact).evidence.every((one) => one.modality === "denied"),
    );
    const base = rejected ? denied : active ? strong : edge;
    const wordy = active && this.selection.lines.size <= WORDY;
    return {
      type: active && this.oneWay(facts) ? "arrow" : "line",
      size: active ? 1.9 : Math.min(2.2, 0.9 + 0.25 * facts.length),
      color: shown ? base : mix(base, ground, 0.3),
      label: wordy ? this.predicates(facts) : "",
      forceLabel: wordy,
      hidden: ends.some((end) => this.hidden.has(this.data.node(end).label)),
      zIndex: Number(active),
    };
  }

  /** Whether all facts of a line run the way that it was drawn. */
  private oneWay(facts: number[]): boolean {
    const [first, ...rest] = facts.map((fact) => this.data.edge(fact));
    const { predicates } = this.data.payload;
    const symmetric = [first, ...rest].some((edge) => edge && predicates[edge.predicate]?.symmetric);
    return !symmetric && rest.every((edge) => edge.source === first?.source);
  }

  private predicates(facts: number[]): string {
    const table = this.data.payload.predicates;
    const words = facts.map((fact) => named(table, this.data.edge(fact).predicate)[this.lang]);
    return [...new Set(words)].join(this.lang === "zh" ? "、" : ", ");
  }

  private note(node: number, x: number, y: number, radius: number, text: string): void {
    const strong = this.selection.centre === node;
    const rank = radius + (strong ? 1000 : 0);
    if (text) this.labels.add({ text, x, y, radius, rank, strong });
  }

  private hover(
    context: CanvasRenderingContext2D,
    node: { key?: string; x: number; y: number; size: number },
  ): void {
    const { name } = this.data.node(Number(node.key));
    const text = [...name].length > 40 ? `${[...name].slice(0, 39).join("")}…` : name;
    context.font = `500 13px ${getComputedStyle(document.body).fontFamily}`;
    const wide = context.measureText(text).width + 20;
    const left = Math.max(4, Math.min(node.x - wide / 2, this.container.clientWidth - wide - 4));
    const top = node.y + node.size + 5;
    context.fillStyle = this.colors.ink;
    context.beginPath();
    context.roundRect(left, top, wide, 26, 6);
    context.fill();
    context.fillStyle = this.colors.ground;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.fillText(text, left + 10, top + 13.5);
  }

  /** The line under a point of the screen, if one is near. */
  private nearest(x: number, y: number): Line | null {
    const point = this.sigma.viewportToFramedGraph({ x, y });
    const beside = this.sigma.viewportToFramedGraph({ x: x + NEAR, y });
    let least = Math.hypot(beside.x - point.x, beside.y - point.y);
    let found: Line | null = null;
    for (const line of this.lines.values()) {
      if (line.ends.some((end) => this.hidden.has(this.data.node(end).label))) continue;
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

  private line(key: string): Line {
    const line = this.lines.get(key);
    if (!line) throw new RangeError(`no line ${key}`);
    return line;
  }

  paint(dark: boolean, lang: Lang): void {
    this.colors = palette(this.data.classes, dark);
    this.lang = lang;
    this.sigma.refresh();
  }

  filter(hidden: Set<string>): void {
    this.hidden = new Set(hidden);
    this.sigma.refresh();
  }

  select(selection: Selection): void {
    this.selection = selection;
    this.sigma.refresh();
    this.aim(selection.nodes);
  }

  /** Move the camera so that these nodes fill the view; all of them if there are none. */
  aim(nodes: Set<number>): void {
    const camera = this.sigma.getCamera();
    const duration = matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 450;
    const seen = [...nodes].flatMap((node) => this.sigma.getNodeDisplayData(String(node)) ?? []);
    let goal = { x: 0.5, y: 0.5, ratio: 1, angle: 0 };
    if (seen.length > 0) {
      const [xs, ys] = [seen.map((node) => node.x), seen.map((node) => node.y)];
      const [left, right] = [Math.min(...xs), Math.max(...xs)];
      const [low, high] = [Math.min(...ys), Math.max(...ys)];
      const { x1, x2, height } = this.sigma.viewRectangle();
      const { ratio } = camera.getState();
      const [wide, tall] = [Math.abs(x2 - x1) / ratio, height / ratio]; // of the screen at ratio 1
      const fill = Math.max((right - left) / wide, (high - low) / tall) * 1.35;
      goal = {
        x: (left + right) / 2,
        y: (low + high) / 2,
        ratio: Math.min(1, Math.max(0.22, fill)),
        angle: 0,
      };
    }
    if (duration === 0) camera.setState(goal);
    else void camera.animate(goal, { duration, easing: "quadraticInOut" });
  }

  zoom(closer: boolean): void {
    const camera = this.sigma.getCamera();
    void (closer ? camera.animatedZoom({ duration: 200 }) : camera.animatedUnzoom({ duration: 200 }));
  }
}

export function lineKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}
