// Counts along a line of months or years, with a brush: drag over the bars, or move the two sliders.
import { at } from "./data";
import { el, svg } from "./dom";

const [WIDE, HIGH] = [248, 56]; // px

export interface Axis {
  id: string;
  label: string;
  from: string; // what the two sliders are called
  to: string;
  keys: string[]; // in order, without gaps
  counts: Map<string, number>;
  chosen: [string, string] | null;
  choose(range: [string, string] | null): void;
}

export function histogram(axis: Axis): HTMLElement {
  const { keys, counts } = axis;
  const last = keys.length - 1;
  const most = Math.max(1, ...counts.values());
  const place = (key: string | undefined, other: number): number => {
    const found = key === undefined ? -1 : keys.findIndex((one) => one >= key);
    return found < 0 ? other : found;
  };
  let range = [place(axis.chosen?.[0], 0), place(axis.chosen?.[1], last)] as [number, number];
  const step = WIDE / keys.length;
  const bars = keys.map((key, i) => {
    const high = ((counts.get(key) ?? 0) / most) * (HIGH - 4);
    return svg(
      "rect",
      { x: String(i * step), y: String(HIGH - high), width: String(Math.max(1, step - 1)), height: String(high) },
      svg("title", {}, `${key}: ${counts.get(key) ?? 0}`),
    );
  });
  const words = el("output", { class: "range" });
  const chart = svg(
    "svg",
    { class: "histogram", viewBox: `0 0 ${WIDE} ${HIGH}`, preserveAspectRatio: "none", role: "img", "aria-label": axis.label },
    svg("rect", { class: "base", x: "0", y: String(HIGH - 1), width: String(WIDE), height: "1" }),
    ...bars,
  );
  const sliders = ([0, 1] as const).map((end) => {
    const input = el("input", {
      type: "range",
      id: `${axis.id}-${end}`,
      min: "0",
      max: String(last),
      "aria-label": end === 0 ? axis.from : axis.to,
    });
    input.addEventListener("input", () => {
      range[end] = Number(input.value);
      if (range[0] > range[1]) range[end] = range[1 - end] as number;
      mark();
    });
    input.addEventListener("change", tell);
    return input;
  });
  function mark(): void {
    bars.forEach((bar, i) => bar.classList.toggle("out", i < range[0] || i > range[1]));
    sliders.forEach((input, end) => {
      input.value = String(range[end]);
      input.setAttribute("aria-valuetext", at(keys, range[end] as number));
    });
    words.textContent = `${at(keys, range[0])} – ${at(keys, range[1])}`;
  }
  function tell(): void {
    axis.choose(range[0] === 0 && range[1] === last ? null : [at(keys, range[0]), at(keys, range[1])]);
  }
  let anchor: number | null = null;
  const under = (event: PointerEvent): number => {
    const { left, width } = chart.getBoundingClientRect();
    return Math.min(last, Math.max(0, Math.floor(((event.clientX - left) / width) * keys.length)));
  };
  chart.addEventListener("pointerdown", (event) => {
    anchor = under(event);
    chart.setPointerCapture(event.pointerId);
    range = [anchor, anchor];
    mark();
  });
  chart.addEventListener("pointermove", (event) => {
    if (anchor === null) return;
    const now = under(event);
    range = [Math.min(anchor, now), Math.max(anchor, now)];
    mark();
  });
  chart.addEventListener("pointerup", () => {
    if (anchor !== null) tell();
    anchor = null;
  });
  mark();
  return el("div", { class: "brush" }, chart, el("div", { class: "sliders" }, ...sliders), words);
}

/** Every month between two, both included. */
export function months(first: string, last: string): string[] {
  const found: string[] = [];
  let [year = 0, month = 1] = first.split("-").map(Number);
  for (;;) {
    const key = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
    if (key > last) return found;
    found.push(key);
    month += 1;
    if (month > 12) [year, month] = [year + 1, 1];
  }
}

export function numbers(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => String(first + i).padStart(4, "0"));
}
