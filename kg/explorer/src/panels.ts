// What the side panel shows of each subject.
import { facts } from "./fact";
import { el, line } from "./dom";
import { node } from "./node";
import { overview } from "./overview";
import type { Context } from "./pieces";
import { reader } from "./reader";
import { route } from "./route";

export function panel(context: Context): HTMLElement[] {
  const { subject } = context.state;
  switch (subject.kind) {
    case "node":
      return [back(context), ...node(context, subject.node)];
    case "edge":
      return [back(context), ...facts(context, subject.edges)];
    case "article":
      return [back(context), ...reader(context, subject.article, subject.start)];
    case "path":
      return [back(context), ...route(context, subject.from, subject.to)];
    case "unknown":
      return [
        back(context),
        el("p", { class: "notice", role: "alert" }, context.say("unknown")),
        ...overview(context),
      ];
    case "overview":
      return overview(context);
  }
}

/** One step back, and all the way to the overview. */
function back({ say }: Context): HTMLElement {
  const step = el("button", { type: "button", class: "back", click: () => history.back() }, line("back"), say("back"));
  return el("nav", { class: "trail", "aria-label": say("trail") }, step, el("a", { class: "back", href: "#" }, say("overview")));
}
