// Behind the nodes: the grounds of communities, and their names when the camera is far.
import type Sigma from "sigma";
import { mix, type Palette } from "./colors";
import { type Community, paint } from "./hulls";
import type { Labels } from "./labels";

const PAD = 22; // layout units around a community
const FAR = 0.45; // ratio of the camera above which communities show their names
const NARROW = 600; // px, width of a drawing that has room for half as many names
const TITLES = 14; // communities that are named at once
const TITLE = 14; // letters of a title with two names

/** `unit`: px a layout unit, whole graph in view. */
export function grounds(sigma: Sigma, communities: Community[], colors: Palette, unit: number, labels: Labels): void {
  const context = sigma.getCanvases()["grounds"]?.getContext("2d");
  if (!context) return;
  const { width } = sigma.getDimensions();
  const { ratio } = sigma.getCamera().getState();
  const pad = (PAD * unit) / ratio;
  const drawn = communities.map((one) => ({
    one,
    color: mix(colors.classes.get(one.label) ?? colors.ink, colors.ground, 0.1),
    points: one.outline.map((point) => sigma.graphToViewport(point)),
  }));
  paint(context, drawn, pad);
  if (ratio < FAR) return;
  drawn.slice(0, width < NARROW ? TITLES / 2 : TITLES).forEach(({ one, points }) => {
    const top = Math.min(...points.map(({ y }) => y)) - pad;
    const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))];
    const [first = "", second = ""] = one.names;
    const text = second && first.length + second.length <= TITLE ? `${first} · ${second}` : first;
    labels.add({ text, x: (left + right) / 2, y: top, radius: 0, rank: 1e6 + one.members.length, kind: "title" });
  });
}
