// Elements from values. Text goes in as text: nothing here ever parses markup.
import type { Shape } from "./data";

type Child = Element | string | null;
type Props = Record<string, string | boolean | ((event: Event) => void)>;

/**
 * `el("a", {href: "#"}, "words")`. A function is a listener, `true` an empty attribute;
 * `data-label` also gives the element the colour of that class, as `--own`.
 */
export function el<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  props: Props = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false) element.setAttribute(name, value);
    if (name === "data-label") element.style.setProperty("--own", `var(--class-${String(value)})`);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

/** A name out of the data: Chinese, and set apart from the direction of the words around it. */
export function bdi(text: string, className = ""): HTMLElement {
  return el("bdi", className ? { lang: "zh", class: className } : { lang: "zh" }, text);
}

const SVG = "http://www.w3.org/2000/svg";

/** The same for drawings. */
export function svg<K extends keyof SVGElementTagNameMap>(
  tag: K,
  props: Record<string, string> = {},
  ...children: Child[]
): SVGElementTagNameMap[K] {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(props)) {
    element.setAttribute(name, value);
    if (name === "data-label") element.style.setProperty("--own", `var(--class-${value})`);
  }
  element.append(...children.filter((child) => child !== null));
  return element;
}

// In a box of 24; the drawing's shader has the same five.
export const SHAPES: Record<Shape, string> = {
  circle: "M12 3a9 9 0 1 1 0 18 9 9 0 0 1 0-18Z",
  square:
    "M5.5 4h13A1.5 1.5 0 0 1 20 5.5v13a1.5 1.5 0 0 1-1.5 1.5h-13A1.5 1.5 0 0 1 4 18.5v-13A1.5 1.5 0 0 1 5.5 4Z",
  triangle: "M12 2.5 22 20.5H2Z",
  diamond: "M12 1.5 22.5 12 12 22.5 1.5 12Z",
  star: "m12 1.5 3.1 6.9 7.5.8-5.6 5 1.6 7.4L12 17.8l-6.6 3.8L7 14.2l-5.6-5 7.5-.8Z",
};

/** A picture without a name of its own, in the colour of the text. */
export function icon(path: string, className = "icon"): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("class", className);
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path);
  svg.append(shape);
  return svg;
}

export const ICONS = {
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  fit: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  search: "M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM16 16l5 5",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z",
  sun: "M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2v2.5M12 19.5V22M2 12h2.5M19.5 12H22M5 5l1.7 1.7M17.3 17.3 19 19M5 19l1.7-1.7M17.3 6.7 19 5",
  quote: "M5 5h14v10h-8l-4 4v-4H5Z",
  back: "M14 5l-7 7 7 7",
  out: "M4 12h15M13 6l6 6-6 6",
  in: "M20 12H5M11 6l-6 6 6 6",
  both: "M4 12h16M8 8l-4 4 4 4M16 8l4 4-4 4",
  focus: "M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14ZM12 1.5V5M12 19v3.5M1.5 12H5M19 12h3.5",
  pin: "M9 3h6l-1 7 4 4H6l4-4ZM12 14v7",
  hide: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6ZM4 20 20 4",
  path: "M6 16a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM18 3a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM8.5 18.5H14a3.5 3.5 0 0 0 0-7h-4a3.5 3.5 0 0 1 0-7h5.5",
  code: "M8 6l-6 6 6 6M16 6l6 6-6 6",
  filter: "M3 5h18l-7 8.5V20l-4-2v-4.5Z",
  save: "M12 3v12M7 10l5 5 5-5M4 20h16",
  close: "M6 6l12 12M18 6 6 18",
  shake: "M4 12a8 8 0 0 1 14-5.3L20 9M20 4v5h-5M20 12a8 8 0 0 1-14 5.3L4 15M4 20v-5h5",
  warn: "M12 3 22 20H2ZM12 10v4M12 17v.5",
  up: "M12 19V5M6 11l6-6 6 6",
  down: "M12 5v14M6 13l6 6 6-6",
  link: "M9 5H5v14h14v-4M13 4h7v7M20 4l-9 9",
} as const;

export function line(name: keyof typeof ICONS): SVGSVGElement {
  return icon(ICONS[name], "line");
}
