// A layered drawing of a graph without cycles (after Sugiyama, Tagawa & Toda 1981).
export interface Placed {
  node: number;
  layer: number; // 0 holds what nothing stands before
  row: number; // in its layer
}

export type Arc = readonly [after: number, before: number];

/** Connected parts, the largest first, each with its nodes in layers. */
export function layered(arcs: readonly Arc[]): Placed[][] {
  return parts(arcs).map((nodes) => {
    const inside = arcs.filter(([after]) => nodes.has(after));
    return ordered(depths(nodes, inside), inside);
  });
}

function parts(arcs: readonly Arc[]): Set<number>[] {
  const near = new Map<number, number[]>();
  for (const [a, b] of arcs) {
    near.set(a, [...(near.get(a) ?? []), b]);
    near.set(b, [...(near.get(b) ?? []), a]);
  }
  const seen = new Set<number>();
  const found: Set<number>[] = [];
  for (const start of [...near.keys()].sort((a, b) => a - b)) {
    if (seen.has(start)) continue;
    const part = new Set([start]);
    for (const node of part) for (const other of near.get(node) ?? []) part.add(other); // grows while it is read
    for (const node of part) seen.add(node);
    found.push(part);
  }
  return found.sort((a, b) => b.size - a.size);
}

/** Longest way from what nothing stands before; an arc that closes a ring is not counted. */
function depths(nodes: Set<number>, arcs: readonly Arc[]): Map<number, number> {
  const before = new Map<number, number[]>();
  for (const [after, other] of arcs) if (after !== other) before.set(after, [...(before.get(after) ?? []), other]);
  const depth = new Map<number, number>();
  const walking = new Set<number>();
  const walk = (node: number): number => {
    const known = depth.get(node);
    if (known !== undefined) return known;
    if (walking.has(node)) return -1;
    walking.add(node);
    const deepest = Math.max(-1, ...(before.get(node) ?? []).map(walk));
    walking.delete(node);
    depth.set(node, deepest + 1);
    return deepest + 1;
  };
  for (const node of nodes) walk(node);
  return depth;
}

/** Rows by the mean row of neighbours, swept there and back a few times. */
function ordered(depth: Map<number, number>, arcs: readonly Arc[]): Placed[] {
  const layers: number[][] = [];
  for (const [node, layer] of [...depth].sort(([a], [b]) => a - b)) (layers[layer] ??= []).push(node);
  const row = new Map<number, number>();
  const number = (): void => layers.forEach((nodes) => nodes.forEach((node, i) => row.set(node, i)));
  number();
  for (let sweep = 0; sweep < 6; sweep++) {
    for (const nodes of sweep % 2 ? [...layers].reverse() : layers) {
      const mean = new Map(nodes.map((node) => [node, middle(node, arcs, row)]));
      nodes.sort((a, b) => (mean.get(a) ?? 0) - (mean.get(b) ?? 0) || a - b);
      number();
    }
  }
  return layers.flatMap((nodes, layer) => nodes.map((node, i) => ({ node, layer, row: i })));
}

function middle(node: number, arcs: readonly Arc[], row: Map<number, number>): number {
  const near = arcs.flatMap(([a, b]) => (a === node ? [row.get(b) ?? 0] : b === node ? [row.get(a) ?? 0] : []));
  return near.length === 0 ? (row.get(node) ?? 0) : near.reduce((sum, one) => sum + one, 0) / near.length;
}
