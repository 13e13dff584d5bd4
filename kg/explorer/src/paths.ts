// Shortest ways between two nodes.
import { type Data } from "./data";

const MOST = 12; // ways that are listed

/** Ways of least length along facts that `passes`, each a list of nodes; in order of number. */
export function paths(data: Data, from: number, to: number, passes: (edge: number) => boolean): number[][] {
  const before = new Map<number, number[]>([[from, []]]); // node -> those before it
  let edge = [from];
  while (edge.length > 0 && !before.has(to)) {
    const next = new Map<number, number[]>();
    for (const node of edge) {
      for (const fact of data.around(node)) {
        if (!passes(fact)) continue;
        const { source, target } = data.edge(fact);
        const other = source === node ? target : source;
        if (before.has(other)) continue;
        const known = next.get(other);
        if (!known) next.set(other, [node]);
        else if (!known.includes(node)) known.push(node);
      }
    }
    for (const [node, previous] of next) before.set(node, previous);
    edge = [...next.keys()];
  }
  if (!before.has(to)) return [];
  const found: number[][] = [];
  const walk = (node: number, way: number[]): void => {
    if (found.length >= MOST) return;
    const previous = before.get(node) ?? [];
    if (previous.length === 0) found.push([node, ...way]);
    for (const one of [...previous].sort((a, b) => a - b)) walk(one, [node, ...way]);
  };
  walk(to, []);
  return found;
}
