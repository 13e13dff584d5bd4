// The menu of what can be taken away from the view that is open.
import { boardRows } from "./board";
import type { Drawing } from "./canvas";
import { csv, graphml, save, selected } from "./files";
import type { Item } from "./menu";
import { copied, drawn, raster } from "./picture";
import type { Context } from "./pieces";
import { factQuery, nodeQuery } from "./sparql";
import { format } from "./state";
import { at } from "./data";
import { sheetRows } from "./table";

const SHARP = 2; // px of a PNG for one on the screen

export function takeaway(context: Context, drawing: Drawing | null, view: HTMLElement): Item[] {
  const { data, say, state } = context;
  const { subject } = state;
  const items: Item[] = [];
  const picture = vector(context, drawing, view);
  if (picture) {
    items.push({ words: say("savePng"), press: () => void raster(picture(), SHARP).then((blob) => save("zhengtu.png", blob)) });
    items.push({ words: say("saveSvg"), press: () => save("zhengtu.svg", picture(), "image/svg+xml") });
  }
  const rows = state.view === "targets" ? boardRows : sheetRows;
  items.push({ words: say("saveCsv"), press: () => save("zhengtu.csv", csv(rows(context)), "text/csv") });
  const nodes = drawing?.selection.nodes ?? new Set<number>();
  items.push({ words: say("saveGraphml"), press: () => save("zhengtu.graphml", graphml(data, selected(context, nodes)), "application/graphml+xml") });
  if (subject.kind === "node") items.push({ words: say("copySparql"), press: () => context.offer("copySparql", nodeQuery(data, subject.node)) });
  if (subject.kind === "edge") items.push({ words: say("copySparql"), press: () => context.offer("copySparql", factQuery(data, at(subject.edges, 0))) });
  items.push({
    words: say("copyLink"),
    press: () => {
      const camera = state.view === "graph" && drawing ? drawing.camera() : null;
      const hash = format(data, { ...state, lang: context.lang, camera });
      context.offer("copyLink", `${location.href.split("#")[0] ?? ""}${hash}`);
    },
  });
  return items;
}

function vector({ data, state }: Context, drawing: Drawing | null, view: HTMLElement): (() => string) | null {
  if (state.view === "graph") return drawing ? () => drawn(drawing, data) : null;
  const views = [...view.querySelectorAll<SVGSVGElement>("svg.tiles, svg.layers")];
  const ground = getComputedStyle(document.documentElement).getPropertyValue("--ground").trim();
  return views.length > 0 ? () => copied(views, ground) : null;
}
