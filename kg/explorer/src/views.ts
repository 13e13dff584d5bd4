// The views beside the drawing, by name.
import { board } from "./board";
import { lineage } from "./lineage";
import type { Context } from "./pieces";
import { provinces } from "./provinces";
import type { ViewName } from "./state";
import { tableView } from "./table";

type Make = (context: Context, redraw: () => void) => HTMLElement;

export const MAKERS: Record<Exclude<ViewName, "graph">, Make> = {
  table: tableView,
  targets: board,
  provinces,
  lineage,
};
