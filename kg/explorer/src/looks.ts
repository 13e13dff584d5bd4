// How nodes and lines look, as theme, filters and selection have it.
import { mix, type Palette } from "./colors";
import { at, type Data, type Lang, type Shape } from "./data";
import { type Lines, pair } from "./lines";
import type { Shown } from "./scene";
import type { Selection } from "./selection";
import type { Look } from "./shapes";

export const LARGEST = 24; // px, radius of a node
const WORDY = 14; // most neighbours for which the lines of a selected node carry their predicate

/** A class in the colours of a theme. */
interface Tint {
  shape: Shape;
  color: string;
  rim: string;
  strongRim: string;
  faint: string; // of what is not selected
  faintRim: string;
}

export interface LineLook {
  type: "line" | "arrow";
  size: number; // px
  color: string;
  label: string;
  forceLabel: boolean;
  hidden: boolean;
  zIndex: number;
}

export class Looks {
  pinned = new Set<number>();
  unit = 1; // px a layout unit, whole graph in view
  private tints: ReadonlyMap<string, Tint>;
  private readonly other: Tint; // of a class that the payload does not describe

  /** `selection`: as far as the look of others changes with it. */
  constructor(
    private readonly data: Data,
    private readonly lines: Lines,
    readonly smallest: number, // px
    public colors: Palette,
    public lang: Lang,
    public shown: Shown,
    public selection: Selection,
  ) {
    this.tints = this.tinted();
    this.other = this.tint("circle", colors.ink);
  }

  paint(colors: Palette, lang: Lang): void {
    this.colors = colors;
    this.lang = lang;
    this.tints = this.tinted();
  }

  private tinted(): Map<string, Tint> {
    const { ink, classes } = this.colors;
    return new Map(this.data.classes.map(([label, { shape }]) => [label, this.tint(shape, classes.get(label) ?? ink)]));
  }

  private tint(shape: Shape, color: string): Tint {
    const { ink, ground } = this.colors;
    const weak = (share: number): string => mix(color, ground, share);
    return { shape, color, rim: mix(color, ink, 0.74), strongRim: ink, faint: weak(0.16), faintRim: weak(0.26) };
  }

  strong(node: number): boolean {
    return this.selection.nodes.size === 0 || this.selection.nodes.has(node);
  }

  node(index: number, x = 0, y = 0): Look {
    const { nodes } = this.data.payload;
    const { nodes: chosen, centre: middle } = this.selection;
    const tint = this.tints.get(at(nodes.label, index)) ?? this.other;
    const shown = this.strong(index);
    const centre = middle === index;
    const pinned = this.pinned.has(index);
    const size = Math.min(LARGEST, Math.max(this.smallest, at(nodes.size, index) * this.unit));
    return {
      x,
      y,
      size: centre ? Math.max(9, size * 1.15) : chosen.size && shown ? Math.max(5, size) : size,
      color: shown ? tint.color : tint.faint,
      rim: pinned ? this.colors.accent : centre ? tint.strongRim : shown ? tint.rim : tint.faintRim,
      shape: tint.shape,
      type: "circle",
      label: shown ? this.data.caption(index, this.lang) : null,
      forceLabel: shown && (pinned || chosen.size > 0),
      hidden: !this.shown.nodes[index],
      highlighted: false,
      zIndex: centre ? 2 : Number(shown),
    };
  }

  line(index: number): LineLook {
    const { lines, colors } = this;
    const { edges } = this.shown;
    const count = lines.tally(index, edges);
    const { nodes: chosen, lines: active } = this.selection;
    const own = active.size > 0 && active.has(pair(at(lines.from, index), at(lines.to, index)));
    const base = count > 0 && lines.denied(index, edges) ? colors.denied : own ? colors.strong : colors.edge;
    const wordy = own && active.size <= WORDY;
    return {
      type: own && lines.oneWay(index, edges) ? "arrow" : "line",
      size: own ? 1.9 : Math.min(2.2, 0.9 + 0.25 * count),
      color: chosen.size === 0 || own ? base : mix(base, colors.ground, 0.3),
      label: wordy ? lines.words(index, edges, this.lang) : "",
      forceLabel: wordy,
      hidden: count === 0,
      zIndex: Number(own),
    };
  }
}
