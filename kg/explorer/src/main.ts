// Starts the page: reads the data, draws, and keeps drawing and panel in step with the address.
import { Drawing, hasWebgl, lineKey, NOTHING, type Selection } from "./canvas";
import { at, Data, type Lang, type Payload } from "./data";
import { el, line } from "./dom";
import { Legend } from "./legend";
import { panel } from "./panels";
import { Search } from "./search";
import { edgeLink, nodeLink, parse, recall, remember, type View } from "./state";
import { sayer } from "./strings";

class App {
  private readonly data: Data;
  private readonly hidden = new Set<string>();
  private readonly stage: HTMLElement;
  private readonly aside = el("aside", { class: "panel" });
  private readonly root: HTMLElement;
  private readonly drawing: Drawing | null;
  private readonly obstacle: "empty" | "noWebgl" | null; // why there is no drawing
  private legend: Legend | null = null;
  private search: Search | null = null;
  private lang: Lang;
  private dark: boolean;
  private view: View = { kind: "overview" };
  private reading = false;

  constructor(payload: Payload, root: HTMLElement) {
    this.data = new Data(payload);
    this.root = root;
    this.obstacle = payload.nodes.length === 0 ? "empty" : hasWebgl() ? null : "noWebgl";
    this.stage = el(
      "div",
      this.obstacle ? { class: "stage", role: "alert" } : { class: "stage", role: "img" },
    );
    this.lang = language();
    const preference = matchMedia("(prefers-color-scheme: dark)");
    this.dark = theme(preference.matches);
    preference.addEventListener("change", ({ matches }) => this.paint(theme(matches)));
    this.frame();
    this.colour();
    this.drawing = this.draw();
    addEventListener("hashchange", () => this.go());
    addEventListener("keydown", (event) => this.key(event));
    this.go(false);
  }

  private draw(): Drawing | null {
    if (this.obstacle) return null;
    return new Drawing(
      this.data,
      this.stage,
      {
        node: (node) => this.follow(nodeLink(this.data, node)),
        line: (facts) => this.follow(edgeLink(this.data, at(facts, 0))),
        ground: () => this.follow("#"),
      },
      this.dark,
      this.lang,
    );
  }

  /** Everything around drawing and panel, in the language of the page. */
  private frame(): void {
    const { lang, data } = this;
    const say = sayer(lang);
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
    this.legend = new Legend(data, lang, say, this.hidden, () => this.drawing?.filter(this.hidden));
    this.search = new Search(data, lang, say, (link) => this.follow(link, true));
    if (this.obstacle) this.stage.replaceChildren(el("p", { class: "notice" }, say(this.obstacle)));
    else this.stage.setAttribute("aria-label", say("graph"));
    this.aside.setAttribute("aria-label", say("panel"));
    const brand = el(
      "a",
      { class: "brand", href: "#", title: say("home") },
      el("strong", {}, say("brand")),
      el("span", {}, say("tagline")),
    );
    const tools = el("div", { class: "tools" }, this.languageButton(), this.themeButton());
    const head = el("header", {}, el("h1", {}, brand), this.search.element, tools);
    const zoom = el(
      "div",
      { class: "zoom" },
      tool("plus", say("zoomIn"), () => this.drawing?.zoom(true)),
      tool("minus", say("zoomOut"), () => this.drawing?.zoom(false)),
      tool("fit", say("fit"), () => this.drawing?.aim(new Set())),
    );
    const main = el("main", {}, this.stage, this.legend.element, ...(this.obstacle ? [] : [zoom]));
    this.root.replaceChildren(head, main, this.aside);
  }

  private languageButton(): HTMLElement {
    const say = sayer(this.lang);
    const other = this.lang === "zh" ? "en" : "zh";
    const attributes = {
      type: "button",
      id: "language",
      title: say("language"),
      "aria-label": say("language"),
    };
    const button = el("button", attributes, say("languageShort"));
    button.addEventListener("click", () => {
      this.lang = other;
      remember("lang", other);
      this.frame();
      this.paint(this.dark);
      this.show();
      document.getElementById("language")?.focus();
    });
    return button;
  }

  private themeButton(): HTMLElement {
    const say = sayer(this.lang);
    const words = (): string => say(this.dark ? "toLight" : "toDark");
    const button = tool(this.dark ? "sun" : "moon", words(), () => {
      remember("theme", this.dark ? "light" : "dark");
      this.paint(!this.dark);
      button.replaceChildren(line(this.dark ? "sun" : "moon"));
      button.setAttribute("aria-label", words());
      button.title = words();
    });
    button.id = "theme";
    return button;
  }

  private paint(dark: boolean): void {
    this.dark = dark;
    this.colour();
    this.drawing?.paint(dark, this.lang);
  }

  private colour(): void {
    const { dark } = this;
    const root = document.documentElement;
    root.dataset["theme"] = dark ? "dark" : "light";
    for (const [label, row] of this.data.classes) {
      root.style.setProperty(`--class-${label}`, dark ? row.dark : row.color);
    }
  }

  private key(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.search?.focus();
    } else if (event.key === "Escape" && !typing && this.view.kind !== "overview") {
      this.follow("#");
    }
  }

  /** Go where a link points; `read` puts the keyboard on the panel's heading. */
  private follow(link: string, read = false): void {
    this.reading = read;
    const here = location.hash || "#";
    if (here === link) this.go();
    else location.hash = link;
  }

  private go(move = true): void {
    this.view = parse(location.hash, this.data);
    this.show();
    this.select(move);
  }

  private show(): void {
    const context = { data: this.data, lang: this.lang, say: sayer(this.lang) };
    this.aside.replaceChildren(el("div", { class: "content" }, ...panel(context, this.view)));
    this.aside.scrollTop = 0;
    if (this.reading) this.aside.querySelector("h2")?.focus();
    this.reading = false;
  }

  private select(move: boolean): void {
    const selection = this.selection();
    const labels = [...(selection.centre === null ? [] : [selection.centre]), ...this.ends()].map(
      (node) => this.data.node(node).label,
    );
    this.legend?.reveal(labels);
    if (move || selection !== NOTHING) this.drawing?.select(selection);
  }

  private ends(): number[] {
    if (this.view.kind !== "edge") return [];
    const { source, target } = this.data.edge(at(this.view.edges, 0));
    return [source, target];
  }

  private selection(): Selection {
    const { data, view } = this;
    if (view.kind === "node") {
      const near = [...at(data.neighbours, view.node)];
      return {
        nodes: new Set([view.node, ...near]),
        lines: new Set(near.map((other) => lineKey(view.node, other))),
        centre: view.node,
      };
    }
    if (view.kind === "edge") {
      const [a = 0, b = 0] = this.ends();
      return { nodes: new Set([a, b]), lines: new Set([lineKey(a, b)]), centre: null };
    }
    if (view.kind === "article") {
      const told = at(data.told, view.article).flatMap((i) =>
        data.sentence(i).pieces.flatMap(([, ...nodes]) => nodes),
      );
      const nodes = new Set(told.filter((node) => node !== null));
      return { nodes, lines: new Set(), centre: null };
    }
    return NOTHING;
  }
}

function tool(name: Parameters<typeof line>[0], label: string, press: () => void): HTMLButtonElement {
  return el("button", { type: "button", title: label, "aria-label": label, click: press }, line(name));
}

function language(): Lang {
  const chosen = recall("lang");
  if (chosen === "zh" || chosen === "en") return chosen;
  return (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
}

function theme(system: boolean): boolean {
  const chosen = recall("theme");
  return chosen === null ? system : chosen === "dark";
}

const source = document.getElementById("data");
const root = document.getElementById("app");
if (source && root) new App(JSON.parse(source.textContent ?? "") as Payload, root);
