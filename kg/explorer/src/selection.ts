// What the drawing shows strongly for what the panel speaks of.
import { at, type Data } from "./data";
import { pair } from "./lines";
import type { Shown } from "./scene";
import type { Subject } from "./state";

export interface Selection {
  nodes: Set<number>; // shown strongly; empty: everything is
  lines: Set<number>; // pairs of nodes
  centre: number | null;
}

export const NOTHING: Selection = { nodes: new Set(), lines: new Set(), centre: null };

/** Nodes that are drawn whatever the filters say. */
export function spoken(data: Data, subject: Subject, way: number[]): number[] {
  switch (subject.kind) {
    case "node":
      return [subject.node];
    case "edge": {
      const { source, target } = data.edge(at(subject.edges, 0));
      return [source, target];
    }
    case "path":
      return [subject.from, subject.to, ...way];
    default:
      return [];
  }
}

export function selection(data: Data, subject: Subject, shown: Shown, way: number[]): Selection {
  switch (subject.kind) {
    case "node": {
      const near = [...data.neighbours(subject.node)].filter((node) => shown.nodes[node]);
      const lines = new Set(near.map((other) => pair(subject.node, other)));
      return { nodes: new Set([subject.node, ...near]), lines, centre: subject.node };
    }
    case "edge": {
      const { source, target } = data.edge(at(subject.edges, 0));
      return { nodes: new Set([source, target]), lines: new Set([pair(source, target)]), centre: null };
    }
    case "path": {
      const lines = way.slice(1).map((node, i) => pair(at(way, i), node));
      return { nodes: new Set([subject.from, subject.to, ...way]), lines: new Set(lines), centre: null };
    }
    case "article": {
      const told = data.told(subject.article).flatMap((sentence) => data.pieces(sentence));
      const nodes = told.filter((piece) => typeof piece === "number");
      return { nodes: new Set(nodes), lines: new Set(), centre: null };
    }
    default:
      return NOTHING;
  }
}
