// What is selected, drawn on a layer of its own: in graphs of many thousands that is the only way
// to answer at once, as sigma would go through every node to show the others faintly.
import type { Shape } from "./data";

// In a box from -1.5 to 1.5; the shader in shapes.ts draws the same five.
export const OUTLINES: Record<Shape, string> = {
  circle: "M0 -1A1 1 0 1 1 0 1A1 1 0 1 1 0 -1Z",
  square: "M-.9 -.9H.9V.9H-.9Z",
  triangle: "M0 -1.3L1.15 .78H-1.15Z",
  diamond: "M0 -1.3L1.3 0L0 1.3L-1.3 0Z",
  star: "M0 -1.36L.4 -.42L1.3 -.42L.6 .2L.82 1.12L0 .62L-.82 1.12L-.6 .2L-1.3 -.42L-.4 -.42Z",
};

export interface Figure {
  x: number; // px
  y: number;
  radius: number;
  color: string;
  rim: string;
  shape: Shape;
}
export type Stroke = [from: Figure, to: Figure];

const PATHS = new Map<Shape, Path2D>();

export function paintFront(context: CanvasRenderingContext2D, strokes: Stroke[], figures: Figure[], color: string): void {
  context.lineWidth = 1.9;
  context.strokeStyle = color;
  context.beginPath();
  for (const [from, to] of strokes) {
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
  }
  context.stroke();
  for (const { x, y, radius, color: fill, rim, shape } of figures) {
    const path = PATHS.get(shape) ?? new Path2D(OUTLINES[shape]);
    PATHS.set(shape, path);
    context.save();
    context.translate(x, y);
    context.scale(radius, radius);
    context.fillStyle = fill;
    context.fill(path);
    context.lineWidth = 1.4 / radius;
    context.strokeStyle = rim;
    context.stroke(path);
    context.restore();
  }
}
