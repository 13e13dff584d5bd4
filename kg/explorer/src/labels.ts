// Words on the drawing. Sigma says which labels are candidates; they are collected while it
// renders, then written the important ones first, each only where it covers no other.
import type { Palette } from "./colors";

export interface Label {
  text: string;
  x: number;
  y: number; // of the node's centre, or of the edge's middle
  radius: number; // 0 for an edge
  rank: number; // higher is written first
  kind: "node" | "strong" | "edge" | "title"; // a title names a community: y is its upper edge
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
  weight: number; // radius of a node; a label weighs more than any
}

export interface Disc {
  x: number;
  y: number;
  radius: number;
}

export interface Written {
  rows: { text: string; y: number }[];
  x: number;
  font: string;
  color: string;
  halo: number;
}

const LINE = 1.25; // line height
const PAD = 3; // px kept free around a label
const CELL = 64; // px, grid in which neighbours are looked up
const MINOR = 0.65; // a label may cover nodes that much smaller than its own, if it must
const CROWD = 1500; // nodes on the screen beyond which labels keep clear of each other only
const FONTS = {
  edge: { size: 12, weight: 400 },
  node: { size: 12, weight: 400 },
  strong: { size: 14, weight: 600 },
  title: { size: 15, weight: 700 },
};
const BIG = 9; // px, radius of a node whose label is a little larger
const WRAP = 9; // characters beyond which a label takes two lines

/** Boxes on the screen, found by place. */
class Taken {
  private readonly cells = new Map<string, Box[]>();

  add(box: Box): void {
    for (const key of keys(box)) {
      const cell = this.cells.get(key);
      if (cell) cell.push(box);
      else this.cells.set(key, [box]);
    }
  }

  /** Whether nothing is there that weighs at least so much. */
  free(box: Box, weight: number): boolean {
    const blocked = (other: Box): boolean => other.weight >= weight && overlap(box, other);
    return keys(box).every((key) => !this.cells.get(key)?.some(blocked));
  }
}

export class Labels {
  private waiting: Label[] = [];
  private readonly widths = new Map<string, number>();

  /** What was written last, for a picture of it. */
  written: Written[] = [];

  constructor(
    private readonly family: string,
    private readonly serif: string,
  ) {}

  add(label: Label): void {
    this.waiting.push(label);
  }

  /** Write what was added since the last call, over none of `nodes`; `width` of the screen in px. */
  write(context: CanvasRenderingContext2D, colors: Palette, nodes: Disc[], width: number): void {
    const taken = new Taken();
    for (const { x, y, radius } of nodes.length > CROWD ? [] : nodes) {
      taken.add({ left: x - radius, top: y - radius, right: x + radius, bottom: y + radius, weight: radius });
    }
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    this.written = [];
    for (const label of this.waiting.sort((a, b) => b.rank - a.rank || a.x - b.x)) {
      const { kind, radius } = label;
      const bigger = kind === "node" && radius > BIG;
      const size = FONTS[kind].size + Number(bigger);
      const family = kind === "title" ? this.serif : this.family;
      const font = `${bigger ? 500 : FONTS[kind].weight} ${size}px ${family}`;
      context.font = font;
      const lines = kind === "node" || kind === "strong" ? wrap(label.text) : [label.text];
      const half = Math.max(...lines.map((words) => this.width(context, words, font))) / 2;
      const boxes = places(label, half, (size * LINE * lines.length) / 2);
      const inside = boxes.filter((one) => one.left >= 0 && one.right <= width);
      const box =
        inside.find((one) => taken.free(one, 0)) ??
        inside.find((one) => taken.free(one, kind === "title" ? Infinity : radius * MINOR)) ??
        (kind === "strong" ? boxes[0] : undefined);
      if (!box) continue;
      taken.add(box);
      const x = (box.left + box.right) / 2;
      context.lineWidth = kind === "edge" ? 5 : 3.5;
      context.strokeStyle = colors.ground;
      context.fillStyle = kind === "edge" ? colors.soft : colors.ink;
      const rows = lines.map((text, i) => ({ text, y: box.top + (i + 0.5) * size * LINE }));
      for (const { text, y } of rows) context.strokeText(text, x, y);
      for (const { text, y } of rows) context.fillText(text, x, y);
      this.written.push({ rows, x, font, color: context.fillStyle, halo: context.lineWidth });
    }
    this.waiting = [];
  }

  private width(context: CanvasRenderingContext2D, text: string, font: string): number {
    const key = `${font} ${text}`;
    const known = this.widths.get(key) ?? context.measureText(text).width;
    this.widths.set(key, known);
    return known;
  }
}

/** In two lines of about equal length if it is long and Chinese; broken at a space if one is near. */
function wrap(text: string): string[] {
  const letters = [...text];
  if (letters.length <= WRAP || !/[^\x20-\x7e]{5}/.test(text)) return [text];
  const half = Math.ceil(letters.length / 2);
  const space = text.lastIndexOf(" ", Math.ceil(text.length * 0.65));
  if (space > text.length * 0.35) return [text.slice(0, space), text.slice(space + 1)];
  return [letters.slice(0, half).join(""), letters.slice(half).join("")];
}

/** Where a label may stand: below its node, above, to the right, to the left. */
function places({ x, y, radius, kind }: Label, half: number, high: number): Box[] {
  const box = (cx: number, cy: number): Box => ({
    left: cx - half - PAD,
    right: cx + half + PAD,
    top: cy - high,
    bottom: cy + high,
    weight: Infinity,
  });
  if (kind === "edge") return [box(x, y)];
  if (kind === "title") return [box(x, y - high - 2), box(x, y + high + 2), box(x, y - 3 * high)];
  const [up, side] = [radius * 1.2 + 2 + high, radius * 1.2 + PAD + half + 1];
  return [box(x, y + up), box(x, y - up), box(x + side, y), box(x - side, y)];
}

function keys(box: Box): string[] {
  const found: string[] = [];
  for (let i = Math.floor(box.left / CELL); i <= Math.floor(box.right / CELL); i++) {
    for (let j = Math.floor(box.top / CELL); j <= Math.floor(box.bottom / CELL); j++) found.push(`${i} ${j}`);
  }
  return found;
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
