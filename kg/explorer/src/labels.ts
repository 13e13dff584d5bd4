// Words on the drawing. Sigma says which labels are candidates; they are collected while it
// renders, then written the important ones first, each only where it covers no other.
import type { Palette } from "./colors";

export interface Label {
  text: string;
  x: number;
  y: number; // of the node's centre, or of the edge's middle
  radius: number; // 0 for an edge
  rank: number; // higher is written first
  strong: boolean;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const LINE = 1.25; // line height
const PAD = 3; // px kept free around a label

export class Labels {
  private waiting: Label[] = [];
  private readonly widths = new Map<string, number>();

  constructor(private readonly family: string) {}

  add(label: Label): void {
    this.waiting.push(label);
  }

  /** Write what was added since the last call. */
  write(context: CanvasRenderingContext2D, colors: Palette): void {
    const taken: Box[] = [];
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.lineJoin = "round";
    for (const label of this.waiting.sort((a, b) => b.rank - a.rank || a.x - b.x)) {
      const size = label.radius === 0 ? 12 : label.strong ? 14 : label.radius > 9 ? 13 : 12;
      const font = `${label.strong ? 600 : label.radius > 9 ? 500 : 400} ${size}px ${this.family}`;
      context.font = font;
      const half = this.width(context, label.text, font) / 2 + PAD;
      const middle = label.y + (label.radius === 0 ? 0 : label.radius + 4 + (size * LINE) / 2);
      const high = (size * LINE) / 2;
      const box = { left: label.x - half, right: label.x + half, top: middle - high, bottom: middle + high };
      if (taken.some((other) => overlap(box, other))) continue;
      taken.push(box);
      context.lineWidth = label.radius === 0 ? 5 : 3.5;
      context.strokeStyle = colors.ground;
      context.strokeText(label.text, label.x, middle);
      context.fillStyle = label.radius === 0 ? colors.soft : colors.ink;
      context.fillText(label.text, label.x, middle);
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

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}
