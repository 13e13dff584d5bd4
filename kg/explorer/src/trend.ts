// Points of one indicator by year as a small chart.
import type { Target } from "./data";
import { svg } from "./dom";
import type { Context } from "./pieces";

const [WIDE, HIGH, PAD] = [132, 34, 5]; // px

/** Nothing unless there are two years to compare. */
export function trend({ lang }: Context, targets: Target[]): SVGSVGElement | null {
  const points = targets
    .filter((target) => target.deadline !== null)
    .map((target) => ({ year: target.deadline ?? 0, value: Number(target.value), words: target.figure[lang] }))
    .sort((a, b) => a.year - b.year);
  const span = [points[0]?.year ?? 0, points.at(-1)?.year ?? 0] as const;
  if (span[0] === span[1]) return null;
  const most = Math.max(...points.map(({ value }) => value), 0) || 1;
  const place = points.map(({ year, value, words }) => ({
    x: PAD + ((year - span[0]) / (span[1] - span[0])) * (WIDE - 2 * PAD),
    y: HIGH - PAD - (value / most) * (HIGH - 2 * PAD),
    words: `${year}: ${words}`,
  }));
  const path = place.map(({ x, y }, i) => `${i ? "L" : "M"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
  const label = place.map(({ words }) => words).join(lang === "zh" ? "；" : "; ");
  return svg(
    "svg",
    { class: "trend", viewBox: `0 0 ${WIDE} ${HIGH}`, role: "img", "aria-label": label },
    svg("path", { d: path }),
    ...place.map(({ x, y, words }) =>
      svg("circle", { cx: x.toFixed(1), cy: y.toFixed(1), r: "3" }, svg("title", {}, words)),
    ),
  );
}
