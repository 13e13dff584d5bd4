// Colours of the drawing, taken from the style sheet so that a theme is written once.
import type { Class } from "./data";

export interface Palette {
  ground: string;
  ink: string;
  soft: string; // labels of lesser nodes, predicates on edges
  edge: string;
  strong: string; // edges of what is selected
  accent: string;
  denied: string;
  classes: Map<string, string>;
}

export function palette(classes: [string, Class][], dark: boolean): Palette {
  const style = getComputedStyle(document.documentElement);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ground: read("--ground"),
    ink: read("--ink"),
    soft: read("--soft"),
    edge: read("--edge"),
    strong: read("--edge-strong"),
    accent: read("--accent"),
    denied: read("--denied"),
    classes: new Map(classes.map(([key, row]) => [key, dark ? row.dark : row.color])),
  };
}

/** `share` of `a` in `b`; both #rrggbb. WebGL gets opaque colours: sigma does not blend alpha. */
export function mix(a: string, b: string, share: number): string {
  const key = `${a}${b}${share}`;
  const known = MIXED.get(key) ?? mixed(a, b, share);
  MIXED.set(key, known);
  return known;
}

const MIXED = new Map<string, string>(); // thousands of nodes share a few colours

function mixed(a: string, b: string, share: number): string {
  const parts = [1, 3, 5].map((i) => {
    const [x, y] = [parseInt(a.slice(i, i + 2), 16), parseInt(b.slice(i, i + 2), 16)];
    return Math.round(x * share + y * (1 - share))
      .toString(16)
      .padStart(2, "0");
  });
  return `#${parts.join("")}`;
}
