// Communities as soft grounds behind their nodes, each with the names of its strongest members.
import { at, type Data } from "./data";

export interface Point {
  x: number;
  y: number;
}

export interface Community {
  group: number;
  members: number[];
  outline: Point[]; // of the nodes' places, in layout units, counter-clockwise
  names: string[]; // of the strongest members
  label: string; // the class that is most frequent among the named ones
}

const FEWEST = 5; // members of a community that is worth a name
const NAMED = 3; // strongest members that name it
const TELLING = ["CLUSTER", "REGION"]; // classes that say shortly what a community is about

let last: { nodes: Uint8Array; found: Community[] } | null = null; // panel and drawing ask for the same

/** Communities of the nodes that are drawn, the largest first. */
export function communities(data: Data, nodes: Uint8Array, anew = false): Community[] {
  if (anew || last?.nodes !== nodes) last = { nodes, found: gathered(data, nodes) };
  return last.found;
}

function gathered(data: Data, nodes: Uint8Array): Community[] {
  const { group, x, y } = data.payload.nodes;
  const byGroup: number[][] = []; // by number of group
  for (let node = 0; node < group.length; node++) {
    const own = group[node] as number;
    if (nodes[node] && own >= 0) (byGroup[own] ??= []).push(node);
  }
  return [...byGroup.entries()]
    .filter(([, members]) => members?.length >= FEWEST)
    .map(([number, members]) => {
      const best = strongest(data, members);
      return {
        group: number,
        members,
        outline: hull(members.map((node) => ({ x: at(x, node), y: at(y, node) }))),
        names: best.map((node) => data.short(node)),
        label: data.label(at(best, 0)),
      };
    })
    .sort((a, b) => b.members.length - a.members.length || a.group - b.group);
}

function strongest(data: Data, members: number[]): number[] {
  const telling = members.filter((node) => TELLING.includes(data.label(node)));
  const from = telling.length > 0 ? telling : members;
  const best: number[] = [];
  for (const node of from) {
    const degree = data.degree(node);
    let place = best.length;
    while (place > 0 && data.degree(at(best, place - 1)) < degree) place -= 1;
    if (place < NAMED) best.splice(place, 0, node);
    best.length = Math.min(NAMED, best.length);
  }
  return best;
}

/** The convex hull (Andrew's monotone chain, 1979). */
export function hull(points: Point[]): Point[] {
  const sorted = [...points].sort((a, b) => a.x - b.x || a.y - b.y);
  if (sorted.length < 3) return sorted;
  const half = (row: Point[]): Point[] => {
    const chain: Point[] = [];
    for (const point of row) {
      while (chain.length > 1 && cross(at(chain, chain.length - 2), at(chain, chain.length - 1), point) <= 0) chain.pop();
      chain.push(point);
    }
    return chain.slice(0, -1);
  };
  return [...half(sorted), ...half(sorted.reverse())];
}

function cross(o: Point, a: Point, b: Point): number {
  return (a.x - o.x) * (b.y - o.y) - (a.y - o.y) * (b.x - o.x);
}

/** Fill the outlines (in px) with a soft edge of `pad` px. */
export function paint(context: CanvasRenderingContext2D, outlines: { points: Point[]; color: string }[], pad: number): void {
  context.lineJoin = "round";
  context.lineCap = "round";
  context.lineWidth = 2 * pad;
  for (const { points, color } of outlines) {
    context.fillStyle = color;
    context.strokeStyle = color;
    context.beginPath();
    points.forEach(({ x, y }, i) => (i === 0 ? context.moveTo(x, y) : context.lineTo(x, y)));
    context.closePath();
    context.fill();
    context.stroke();
  }
}
