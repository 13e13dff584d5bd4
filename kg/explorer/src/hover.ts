// The whole name of the node under the mouse.
import type { Palette } from "./colors";

const LONGEST = 40; // characters

export function hover(
  context: CanvasRenderingContext2D,
  node: { x: number; y: number; size: number },
  name: string,
  colors: Palette,
  family: string,
  width: number,
): void {
  const letters = [...name];
  const text = letters.length > LONGEST ? `${letters.slice(0, LONGEST - 1).join("")}…` : name;
  context.font = `500 13px ${family}`;
  const wide = context.measureText(text).width + 20;
  const left = Math.max(4, Math.min(node.x - wide / 2, width - wide - 4));
  const top = node.y + node.size + 5;
  context.fillStyle = colors.ink;
  context.beginPath();
  context.roundRect(left, top, wide, 26, 6);
  context.fill();
  context.fillStyle = colors.ground;
  context.textAlign = "left";
  context.textBaseline = "middle";
  context.fillText(text, left + 10, top + 13.5);
}
