// Which nodes and lines are drawn: filters, then focus, expanding and folding, hiding and pinning.
import type { Data } from "./data";
import type { Passing } from "./filters";
import type { Scene } from "./state";

export interface Shown {
  nodes: Uint8Array;
  edges: Uint8Array;
  count: number; // of nodes
  facts: number;
}

/** `always`: what the panel speaks of is drawn whatever the filters say. */
export function shown(data: Data, passing: Passing, scene: Scene, always: Iterable<number>): Shown {
  const nodes = scene.focus === null ? passing.nodes.slice() : around(data, passing, scene);
  for (const node of scene.folded) for (const leaf of leaves(data, nodes, node)) nodes[leaf] = 0;
  for (const node of scene.pinned) nodes[node] = 1;
  for (const node of scene.hidden) nodes[node] = 0;
  for (const node of always) nodes[node] = 1;
  const { source, target } = data.payload.edges;
  const edges = passing.edges.slice();
  let facts = 0;
  for (let edge = 0; edge < edges.length; edge++) {
    if (!nodes[source[edge] as number] || !nodes[target[edge] as number]) edges[edge] = 0;
    facts += edges[edge] as number;
  }
  let count = 0;
  for (const one of nodes) count += one;
  return { nodes, edges, count, facts };
}

/** The focused node and what is near, and the neighbours of nodes that were expanded. */
function around(data: Data, passing: Passing, { focus, hops, expanded }: Scene): Uint8Array {
  const nodes = new Uint8Array(data.size);
  let edge: number[] = focus === null ? [] : [focus];
  for (const node of edge) nodes[node] = 1;
  const spread = (from: number): number[] =>
    data.around(from).flatMap((fact) => {
      if (!passing.edges[fact]) return [];
      const { source, target } = data.edge(fact);
      const other = source === from ? target : source;
      if (nodes[other] || !passing.nodes[other]) return [];
      nodes[other] = 1;
      return [other];
    });
  for (let hop = 0; hop < hops; hop++) edge = edge.flatMap(spread);
  for (const node of expanded) {
    nodes[node] = 1;
    spread(node);
  }
  return nodes;
}

/** Neighbours that hang on nothing but the node. */
export function leaves(data: Data, nodes: Uint8Array, node: number): number[] {
  return [...data.neighbours(node)].filter((near) => {
    if (!nodes[near]) return false;
    return [...data.neighbours(near)].every((other) => other === node || !nodes[other]);
  });
}

/** Nodes that are near but not drawn. */
export function beyond(data: Data, nodes: Uint8Array, node: number): number[] {
  return [...data.neighbours(node)].filter((near) => !nodes[near]);
}
