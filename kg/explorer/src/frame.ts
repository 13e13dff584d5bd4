// What stands around drawing, view and panel: head, tabs, tools, zoom.
import { el, line } from "./dom";
import { type Item, menu } from "./menu";
import { type ViewName, VIEWS } from "./state";
import type { Say } from "./strings";

export interface Does {
  view(name: ViewName): void;
  filters(): void;
  language(): void;
  theme(): void;
  zoom(closer: boolean): void;
  fit(): void;
  refine(): void;
  items(): Item[];
}

export interface Frame {
  head: HTMLElement;
  zoom: HTMLElement;
  tabs: Map<ViewName, HTMLElement>;
  filterButton: HTMLElement;
  filterCount: HTMLElement;
  refineButton: HTMLElement;
}

export function frame(say: Say, dark: boolean, search: HTMLElement, does: Does): Frame {
  const brand = el(
    "a",
    { class: "brand", href: "#", title: say("home") },
    el("strong", {}, say("brand")),
    el("span", {}, say("tagline")),
  );
  const tabs = new Map(
    VIEWS.map((name) => [
      name,
      el("button", { type: "button", id: `view-${name}`, "aria-pressed": "false", click: () => does.view(name) }, say(`view_${name}`)),
    ]),
  );
  const filterCount = el("span", { class: "badge-count", hidden: true });
  const filterButton = el(
    "button",
    { type: "button", id: "filter", title: say("filters"), "aria-label": say("filters"), "aria-expanded": "false", "aria-controls": "filters", click: does.filters },
    line("filter"),
    filterCount,
  );
  const take = menu(say("takeAway"), "save", does.items);
  take.id = "take";
  const language = el("button", { type: "button", id: "language", title: say("language"), "aria-label": say("language"), click: does.language }, say("languageShort"));
  const theme = tool(dark ? "sun" : "moon", say(dark ? "toLight" : "toDark"), does.theme);
  theme.id = "theme";
  const refineButton = tool("shake", say("refine"), does.refine);
  refineButton.id = "refine";
  refineButton.setAttribute("aria-pressed", "false");
  const zoom = el(
    "div",
    { class: "zoom" },
    tool("plus", say("zoomIn"), () => does.zoom(true)),
    tool("minus", say("zoomOut"), () => does.zoom(false)),
    tool("fit", say("fit"), does.fit),
    refineButton,
  );
  const head = el(
    "header",
    {},
    el("h1", {}, brand),
    search,
    el("nav", { class: "tabs segments", "aria-label": say("views") }, ...tabs.values()),
    el("div", { class: "tools" }, filterButton, take, language, theme),
  );
  return { head, zoom, tabs, filterButton, filterCount, refineButton };
}

export function tool(name: Parameters<typeof line>[0], label: string, press: () => void): HTMLButtonElement {
  return el("button", { type: "button", title: label, "aria-label": label, click: press }, line(name));
}
