// The view as an SVG text that stands alone: of the drawing, or of a view that is SVG already.
import type { Drawing } from "./canvas";
import { at, type Data } from "./data";
import { svg } from "./dom";
import { OUTLINES } from "./front";

const SVG = "http://www.w3.org/2000/svg";

/** What the screen shows of the drawing. */
export function drawn(drawing: Drawing, data: Data): string {
  const { sigma, looks } = drawing;
  const { colors, shown } = looks;
  const { width, height } = sigma.getDimensions();
  const root = svg("svg", { xmlns: SVG, viewBox: `0 0 ${width} ${height}`, width: String(width), height: String(height) });
  root.append(svg("rect", { width: String(width), height: String(height), fill: colors.ground }));
  const round = (n: number): string => n.toFixed(1);
  const place = (node: number): { x: number; y: number; size: number } | null => {
    const seen = sigma.getNodeDisplayData(String(node));
    return seen ? { ...sigma.framedGraphToViewport(seen), size: sigma.scaleSize(seen.size) } : null;
  };
  const near = ({ x, y }: { x: number; y: number }): boolean => x > -60 && y > -60 && x < width + 60 && y < height + 60;
  const { from, to, count } = drawing.lines;
  for (let line = 0; line < count; line++) {
    const { hidden, color, size } = looks.line(line);
    const [a, b] = [place(at(from, line)), place(at(to, line))];
    if (hidden || !a || !b || !(near(a) || near(b))) continue;
    root.append(svg("line", { x1: round(a.x), y1: round(a.y), x2: round(b.x), y2: round(b.y), stroke: color, "stroke-width": round(size) }));
  }
  for (let node = 0; node < data.size; node++) {
    const spot = shown.nodes[node] ? place(node) : null;
    if (!spot || !near(spot)) continue;
    const { color, rim, shape } = looks.node(node);
    root.append(
      svg("path", {
        d: OUTLINES[shape],
        transform: `translate(${round(spot.x)} ${round(spot.y)}) scale(${spot.size.toFixed(2)})`,
        fill: color,
        stroke: rim,
        "stroke-width": String(1.2 / Math.max(1, spot.size)),
      }),
    );
  }
  for (const { rows, x, font, color, halo } of drawing.written()) {
    const [, weight = "400", size = "12", family = "sans-serif"] = /^(\S+) (\S+)px (.*)$/.exec(font) ?? [];
    for (const { text, y } of rows) {
      root.append(
        svg(
          "text",
          { x: round(x), y: round(y), "text-anchor": "middle", "dominant-baseline": "central", "font-family": family, "font-size": size, "font-weight": weight, fill: color, stroke: colors.ground, "stroke-width": String(halo), "paint-order": "stroke", "stroke-linejoin": "round" },
          text,
        ),
      );
    }
  }
  return new XMLSerializer().serializeToString(root);
}

const STYLED = ["fill", "fill-opacity", "stroke", "stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor", "opacity"];

/** SVG views below one another, with the colours and fonts that the style sheet gives them. */
export function copied(views: SVGSVGElement[], ground: string): string {
  const boxes = views.map((view) => view.viewBox.baseVal);
  const wide = Math.max(1, ...boxes.map(({ width }) => width)) + 48;
  const root = svg("svg", { xmlns: SVG });
  let top = 24;
  views.forEach((view, i) => {
    const copy = view.cloneNode(true) as SVGSVGElement;
    const [from, to] = [view, copy].map((tree) => [...tree.querySelectorAll("*")]);
    to?.forEach((element, k) => {
      const style = getComputedStyle(at(from ?? [], k));
      for (const name of STYLED) element.setAttribute(name, style.getPropertyValue(name));
      for (const name of ["class", "style", "href"]) element.removeAttribute(name);
    });
    for (const [name, value] of Object.entries({ x: "24", y: String(top), width: String(boxes[i]?.width ?? 0), height: String(boxes[i]?.height ?? 0) })) copy.setAttribute(name, value);
    root.append(copy);
    top += (boxes[i]?.height ?? 0) + 24;
  });
  for (const [name, value] of Object.entries({ width: String(wide), height: String(top), viewBox: `0 0 ${wide} ${top}` })) root.setAttribute(name, value);
  root.prepend(svg("rect", { width: String(wide), height: String(top), fill: ground }));
  return new XMLSerializer().serializeToString(root);
}

/** The same as PNG, with `scale` px a unit. */
export async function raster(text: string, scale: number): Promise<Blob> {
  const address = URL.createObjectURL(new Blob([text], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = address;
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth * scale, image.naturalHeight * scale];
    canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((done, fail) =>
      canvas.toBlob((blob) => (blob ? done(blob) : fail(new Error("the picture is too large"))), "image/png"),
    );
  } finally {
    URL.revokeObjectURL(address);
  }
}
