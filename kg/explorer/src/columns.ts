// The graph as sigma reads it, straight from the columns of the payload: to make a graphology graph of
// many thousands takes as long as to draw it. For a layout, which changes a graph, one is made.
import Graph from "graphology";
import type { Lines } from "./lines";

type Attributes = Record<string, number>;
const NONE: Attributes = {};

export class Columns {
  readonly type = "directed";
  readonly multi = false;
  private readonly nodeKeys: string[] = [];
  private readonly edgeKeys: string[] = [];
  private readonly place = { x: 0, y: 0 }; // sigma copies what it gets before it asks again

  constructor(
    private readonly x: number[],
    private readonly y: number[],
    private readonly lines: Lines,
  ) {
    this.grow();
  }

  /** Take in the nodes and lines that came since. */
  grow(): void {
    for (let node = this.nodeKeys.length; node < this.x.length; node++) this.nodeKeys.push(String(node));
    for (let line = this.edgeKeys.length; line < this.lines.count; line++) this.edgeKeys.push(String(line));
  }

  get order(): number {
    return this.nodeKeys.length;
  }

  nodes(): string[] {
    return this.nodeKeys.slice(); // sigma sorts them
  }

  edges(): string[] {
    return this.edgeKeys.slice();
  }

  forEachNode(take: (key: string, attributes: Attributes) => void): void {
    for (const key of this.nodeKeys) take(key, this.getNodeAttributes(key));
  }

  forEachEdge(take: (key: string, attributes: Attributes, source: string, target: string) => void): void {
    for (const key of this.edgeKeys) {
      const [source, target] = this.extremities(key);
      take(key, NONE, source, target);
    }
  }

  getNodeAttributes(key: string): Attributes {
    const node = Number(key);
    this.place.x = this.x[node] as number;
    this.place.y = this.y[node] as number;
    return this.place;
  }

  getEdgeAttributes(): Attributes {
    return NONE;
  }

  extremities(key: string): [string, string] {
    const line = Number(key);
    const { from, to } = this.lines;
    return [this.nodeKeys[from[line] as number] as string, this.nodeKeys[to[line] as number] as string];
  }

  /** Who changes the columns tells sigma. */
  on(): this {
    return this;
  }
  removeListener(): this {
    return this;
  }

  // By these two sigma knows a graph.
  addUndirectedEdgeWithKey(): never {
    throw new TypeError("a view of columns: add to the payload, then grow");
  }
  dropNode(): never {
    throw new TypeError("a view of columns: nothing is ever dropped");
  }

  /** What can be drawn of it as a graph of its own. */
  copy(): Graph {
    const graph = new Graph({ type: "directed" });
    this.forEachNode((key, { x = 0, y = 0 }) => graph.addNode(key, { x, y }));
    this.forEachEdge((key, _, source, target) => graph.addDirectedEdgeWithKey(key, source, target));
    return graph;
  }
}
