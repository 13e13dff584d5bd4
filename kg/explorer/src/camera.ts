// Where the camera looks, and how the screen measures the layout.
import type Sigma from "sigma";
import type { Camera } from "./state";

const SPREAD = 300; // layout units that are always shown, so that two nodes do not fill the screen
const LEGEND = 0.09; // share of the height that is left free below the graph
const CLOSEST = 0.02;
const NEAREST = 0.22; // ratio that a few nodes are shown at

type Span = [number, number];

/** The part of the plane that the view at ratio 1 shows. */
export function frame(xs: number[], ys: number[]): { x: Span; y: Span } {
  const [low, high] = span(ys);
  return { x: span(xs), y: [low - LEGEND * (high - low), high] }; // the legend lies over the lower edge
}

function span(values: number[]): Span {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) [low, high] = [Math.min(low, value), Math.max(high, value)];
  const lack = Math.max(0, SPREAD - (high - low)) / 2;
  return [low - lack, high + lack];
}

/** Px a layout unit with the whole graph in view; asks for the frame only, which is set before the graph. */
export function scale(sigma: Sigma): number {
  const cameraState = { x: 0.5, y: 0.5, angle: 0, ratio: 1 };
  const [a, b] = [0, 1].map((x) => sigma.framedGraphToViewport({ x, y: 0 }, { cameraState }));
  const { width, height } = sigma.getGraphDimensions();
  return a && b ? Math.abs(b.x - a.x) / Math.max(width, height) : 1;
}

/** A place from which all these nodes are seen; the whole graph if there are none. */
export function goal(sigma: Sigma, nodes: Iterable<number>): Camera {
  const seen = [...nodes].flatMap((node) => sigma.getNodeDisplayData(String(node)) ?? []);
  if (seen.length === 0) return { x: 0.5, y: 0.5, ratio: 1 };
  let [left, right, low, high] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const { x, y } of seen) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [low, high] = [Math.min(low, y), Math.max(high, y)];
  }
  const { x1, x2, height } = sigma.viewRectangle();
  const { ratio } = sigma.getCamera().getState();
  const [wide, tall] = [Math.abs(x2 - x1) / ratio, height / ratio]; // of the screen at ratio 1
  const fill = Math.max((right - left) / wide, (high - low) / tall) * 1.35;
  return { x: (left + right) / 2, y: (low + high) / 2, ratio: Math.min(1, Math.max(NEAREST, fill)) };
}

/** `glide`: not at once, unless the reader asked for less motion. */
export function move(sigma: Sigma, to: Camera, glide: boolean): void {
  const camera = sigma.getCamera();
  const state = { ...to, ratio: Math.max(CLOSEST, to.ratio), angle: 0 };
  if (!glide || matchMedia("(prefers-reduced-motion: reduce)").matches) camera.setState(state);
  else void camera.animate(state, { duration: 450, easing: "quadraticInOut" });
}
