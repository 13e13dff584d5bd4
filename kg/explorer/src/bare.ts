// The least that draws the same graph with the same libraries: what `kg bench explorer` measures us against.
import Graph from "graphology";
import Sigma from "sigma";
import { at, type Payload } from "./data";
import { markReady, painted } from "./ready";

const source = document.getElementById("data");
const root = document.getElementById("app");
if (source && root) {
  const { nodes, edges, classes } = JSON.parse(source.textContent ?? "") as Payload;
  const graph = new Graph({ type: "directed", multi: true });
  nodes.id.forEach((_, i) => {
    const color = classes[at(nodes.label, i)]?.color ?? "#888888";
    graph.addNode(String(i), { x: at(nodes.x, i), y: at(nodes.y, i), size: 4, label: at(nodes.name, i), color });
  });
  edges.source.forEach((from, i) => graph.addDirectedEdge(String(from), String(at(edges.target, i)), { color: "#cccccc" }));
  root.style.height = "100vh";
  new Sigma(graph, root);
  painted(markReady);
}
