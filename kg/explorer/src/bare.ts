// The least that draws the same graph with the same libraries: what `kg bench explorer` measures us against.
// The same file but for the program: the same data in two halves, of which it too parses what it draws;
// the same nodes, a line for each pair that a fact joins, labels as dense, a drawing as large.
import Graph from "graphology";
import Sigma from "sigma";
import { at, type Payload } from "./data";
import { markReady, painted } from "./ready";

const source = document.getElementById("data");
const root = document.getElementById("app");
if (source && root) {
  const { nodes, edges, classes } = JSON.parse(source.textContent ?? "") as Payload;
  const graph = new Graph({ type: "undirected" });
  nodes.id.forEach((_, i) => {
    const color = classes[at(nodes.label, i)]?.color ?? "#888888";
    graph.addNode(String(i), { x: at(nodes.x, i), y: at(nodes.y, i), size: 4, label: at(nodes.name, i), color });
  });
  edges.source.forEach((from, i) => {
    const to = at(edges.target, i);
    if (from !== to) graph.mergeEdge(String(from), String(to), { color: "#cccccc" });
  });
  new Sigma(graph, root, { labelDensity: 1.5, labelGridCellSize: 90, labelRenderedSizeThreshold: 0 });
  painted(markReady);
}
