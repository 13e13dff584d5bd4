// The page: one state, which the address holds; every change goes there and comes back from there.
import { Drawing, hasWebgl } from "./canvas";
import { at, Data, type Lang, type Payload } from "./data";
import { dialog } from "./dialog";
import { el, line } from "./dom";
import { Facets } from "./facets";
import { active, filter, type Passing } from "./filters";
import { type Frame, frame } from "./frame";
import { Index } from "./index";
import { Legend } from "./legend";
import { Live, servable } from "./live";
import { panel } from "./panels";
import type { Context } from "./pieces";
import { Refine } from "./refine";
import { ways } from "./route";
import { type Shown, shown } from "./scene";
import { scenebar } from "./scenebar";
import { Search } from "./search";
import { NOTHING, selection, spoken } from "./selection";
import { edgeLink, everything, format, nodeLink, parse, pathLink, recall, remember, type State } from "./state";
import { sayer } from "./strings";
import { takeaway } from "./takeaway";
import { MAKERS } from "./views";

export class App {
  private readonly data: Data;
  private readonly index: Index;
  private readonly live: Live | null;
  private readonly stage = el("div", { class: "stage", role: "img" });
  private readonly view = el("div", { class: "other", hidden: true });
  private readonly bar = el("div", { class: "scene" });
  private readonly aside = el("aside", { class: "panel" });
  private readonly drawing: Drawing | null;
  private obstacle: "empty" | "noWebgl" | null = null; // why there is no drawing
  private readonly refine = new Refine(() => this.settled());
  private frame!: Frame;
  private legend!: Legend;
  private search!: Search;
  private facets!: Facets;
  private filtersOpen = false;
  private lang: Lang;
  private dark: boolean;
  private state: State;
  private passing: Passing;
  private base: Shown; // what filters and scene show
  private shown: Shown; // the same and what the panel speaks of
  private way: number[] = [];
  private routing: number | null = null; // the node that a path shall start from
  private opening = true; // the page is not drawn yet
  private reading = false; // put the keyboard on the panel's heading

  constructor(payload: Payload, private readonly root: HTMLElement) {
    this.data = new Data(payload);
    this.index = new Index(this.data);
    this.live = servable(this.data) ? new Live(this.data, (nodes) => this.grown(nodes)) : null;
    if (this.data.size === 0) this.obstacle = "empty";
    this.state = parse(location.hash, this.data);
    this.lang = this.state.lang ?? language();
    const preference = matchMedia("(prefers-color-scheme: dark)");
    this.dark = theme(preference.matches);
    preference.addEventListener("change", ({ matches }) => this.paint(theme(matches)));
    this.passing = this.filtered();
    this.base = shown(this.data, this.passing, this.state.scene, []);
    this.shown = this.scene();
    this.build();
    this.colour();
    this.drawing = this.draw();
    if (this.obstacle) this.build(); // without what only a drawing needs
    addEventListener("hashchange", () => this.arrive());
    addEventListener("keydown", (event) => this.key(event));
    document.addEventListener("click", (event) => this.click(event));
    this.mark();
    this.renew();
    if (this.state.subject.kind !== "overview" || this.state.scene.pinned.length > 0) this.select(this.state.camera === null);
    if (this.state.camera) this.drawing?.watch(this.state.camera);
    if (this.state.subject.kind === "unknown") void this.fetched();
  }

  /** Add what the first picture did without: the overview. */
  complete(): void {
    this.opening = false;
    if (this.aside.childElementCount === 0) this.tell();
  }

  /** Trying is the cheap way to know of WebGL: asking for it first costs a context of its own. */
  private draw(): Drawing | null {
    if (this.obstacle) return null;
    try {
      return new Drawing(
        this.data,
        this.stage,
        {
          node: (node) => this.choose(node, false),
          expand: (node) => this.focus(node),
          line: (facts) => this.follow(edgeLink(this.data, at(facts, 0))),
          ground: () => this.follow("#"),
          moved: (camera) => this.keep({ ...this.state, camera }),
          dragged: (node) => this.pin(node),
        },
        { dark: this.dark, lang: this.lang, shown: this.shown },
      );
    } catch (error) {
      if (hasWebgl()) throw error;
      this.obstacle = "noWebgl";
      return null;
    }
  }

  private context(): Context {
    const { data, lang, state, shown: seen } = this;
    return {
      data,
      lang,
      say: sayer(lang),
      state,
      shown: seen,
      go: (patch) => this.go(patch),
      offer: (title, text) => void dialog(sayer(this.lang), title, text),
      route: (from) => {
        this.routing = from;
        this.search.prompt(sayer(this.lang)("pathTo"));
      },
    };
  }

  /** Everything around drawing and panel, in the language of the page. */
  private build(): void {
    const { lang, data } = this;
    const say = sayer(lang);
    document.documentElement.lang = lang === "zh" ? "zh-Hans" : "en";
    document.title = `${say("brand")} · ${say("subtitle")}`;
    this.legend = new Legend(data, { lang, say }, (label) => this.toggle(label));
    this.search = new Search(data, lang, say, this.index, this.live, (node) => this.choose(node, true));
    this.facets = new Facets(this.context(), () => this.openFilters(false));
    this.frame = frame(say, this.dark, this.search.element, {
      view: (view) => this.go({ view }),
      filters: () => this.openFilters(!this.filtersOpen),
      language: () => this.speak(lang === "zh" ? "en" : "zh"),
      theme: () => {
        remember("theme", this.dark ? "light" : "dark");
        this.paint(!this.dark);
      },
      zoom: (closer) => this.drawing?.zoom(closer),
      fit: () => this.drawing?.aim([]),
      refine: () => this.shake(),
      items: () => takeaway(this.context(), this.drawing, this.view),
    });
    if (this.obstacle) {
      this.stage.setAttribute("role", "alert");
      this.stage.replaceChildren(el("p", { class: "notice" }, say(this.obstacle)));
    } else this.stage.setAttribute("aria-label", say("graph"));
    this.aside.setAttribute("aria-label", say("panel"));
    const drawn = this.obstacle ? [] : [this.frame.zoom];
    const main = el("main", {}, this.stage, this.view, this.bar, this.legend.element, ...drawn, this.facets.element);
    this.root.replaceChildren(this.frame.head, main, this.aside);
  }

  private speak(lang: Lang): void {
    this.lang = lang;
    remember("lang", lang);
    this.build();
    this.openFilters(this.filtersOpen);
    this.paint(this.dark);
    this.mark();
    this.renew();
    this.keep({ ...this.state, lang });
    document.getElementById("language")?.focus();
  }

  private paint(dark: boolean): void {
    this.dark = dark;
    this.colour();
    const words = sayer(this.lang)(dark ? "toLight" : "toDark");
    const button = document.getElementById("theme");
    button?.replaceChildren(line(dark ? "sun" : "moon"));
    button?.setAttribute("aria-label", words);
    button?.setAttribute("title", words);
    this.drawing?.paint(dark, this.lang);
  }

  private colour(): void {
    const root = document.documentElement;
    root.dataset["theme"] = this.dark ? "dark" : "light";
    for (const [label, row] of this.data.classes) {
      root.style.setProperty(`--class-${label}`, this.dark ? row.dark : row.color);
    }
  }

  private key(event: KeyboardEvent): void {
    const typing = event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement;
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      this.search.focus();
    } else if (event.key === "Escape" && this.routing !== null) {
      this.routing = null;
    } else if (event.key === "Escape" && this.filtersOpen) {
      this.openFilters(false);
    } else if (event.key === "Escape" && !typing && this.state.subject.kind !== "overview") {
      this.follow("#");
    }
  }

  /** Links inside the page change what they name and leave filters, view and scene as they are. */
  private click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest("a") : null;
    const href = link?.getAttribute("href");
    if (!href?.startsWith("#")) return;
    event.preventDefault();
    const target = parse(href, this.data).subject;
    if (this.routing !== null && target.kind === "node") this.choose(target.node, false);
    else this.follow(href);
  }

  private choose(node: number, read: boolean): void {
    const from = this.routing;
    this.routing = null;
    this.reading = read;
    this.follow(from === null || from === node ? nodeLink(this.data, node) : pathLink(this.data, from, node));
    void this.live?.around(this.data.id(node));
  }

  private focus(node: number): void {
    this.go({ subject: { kind: "node", node }, scene: { ...everything(), pinned: this.state.scene.pinned, focus: node }, camera: null });
  }

  private pin(node: number): void {
    const { scene } = this.state;
    if (!scene.pinned.includes(node)) this.go({ scene: { ...scene, pinned: [...scene.pinned, node] } });
  }

  private toggle(label: string): void {
    const hidden = new Set(this.state.filters.hidden);
    if (!hidden.delete(label)) hidden.add(label);
    this.go({ filters: { ...this.state.filters, hidden } });
  }

  private openFilters(open: boolean): void {
    this.filtersOpen = open;
    this.facets.element.hidden = !open;
    this.frame.filterButton.setAttribute("aria-expanded", String(open));
    if (open) {
      this.passing = this.filtered();
      this.facets.show(this.context(), this.passing);
      this.facets.element.querySelector("h2")?.focus();
    } else if (this.facets.element.contains(document.activeElement)) this.frame.filterButton.focus();
  }

  private shake(): void {
    if (!this.drawing) return;
    if (this.refine.active) this.refine.stop();
    else this.refine.start(this.drawing.graph(), this.state.scene.pinned);
    this.frame.refineButton.setAttribute("aria-pressed", String(this.refine.active));
  }

  private settled(): void {
    this.drawing?.settle();
    this.frame.refineButton.setAttribute("aria-pressed", "false");
  }

  /** Go where a link points, with filters, view and scene as they are. */
  private follow(link: string): void {
    const { subject } = parse(link, this.data);
    if (subject.kind === "unknown") {
      location.hash = link;
      return;
    }
    this.go({ subject, camera: null });
  }

  private go(patch: Partial<State>): void {
    const hash = format(this.data, { ...this.state, lang: this.lang, ...patch }) || "#";
    if (hash === (location.hash || "#")) this.arrive();
    else location.hash = hash;
  }

  /** Write a state to the address that is no step of the reader: camera, language. */
  private keep(state: State): void {
    this.state = state;
    try {
      history.replaceState(null, "", format(this.data, { ...state, lang: this.lang }) || "#");
    } catch (error) {
      if (!(error instanceof DOMException)) throw error; // a browser that forbids it in a file
    }
  }

  private arrive(): void {
    const before = this.state;
    this.state = parse(location.hash, this.data);
    if (this.state.lang && this.state.lang !== this.lang) {
      this.lang = this.state.lang;
      this.build();
      this.paint(this.dark);
    }
    const filters = !same(before.filters, this.state.filters);
    if (filters) this.passing = this.filtered();
    if (filters || !same(before.scene, this.state.scene)) this.base = shown(this.data, this.passing, this.state.scene, []);
    this.shown = this.scene();
    this.mark();
    this.renew();
    const moved = !same(before.subject, this.state.subject) || !same(before.scene, this.state.scene);
    this.select(moved && this.state.camera === null);
    if (this.state.camera && moved) this.drawing?.watch(this.state.camera);
    if (this.state.subject.kind === "unknown") void this.fetched();
  }

  /** An address that names what the page does not hold: the server may. */
  private async fetched(): Promise<void> {
    const id = /^#n=([^&]+)/.exec(location.hash)?.[1];
    if (this.live && id && (await this.live.around(decodeURIComponent(id)))) this.arrive();
  }

  private grown(nodes: number[]): void {
    const { subject } = this.state;
    const anchor = subject.kind === "node" ? subject.node : null;
    strew(this.data, nodes, anchor);
    this.drawing?.extend();
    this.passing = this.filtered();
    this.base = shown(this.data, this.passing, this.state.scene, []);
    this.shown = this.scene();
    this.mark();
    this.renew();
    this.select(true);
  }

  private filtered(): Passing {
    return filter(this.data, this.state.filters, this.filtersOpen);
  }

  private scene(): Shown {
    const { data, state, passing, base } = this;
    const { subject } = state;
    this.way = subject.kind === "path" ? (ways({ ...this.context(), shown: base }, subject.from, subject.to)[0] ?? []) : [];
    const always = spoken(data, subject, this.way);
    return always.every((node) => base.nodes[node]) ? base : shown(data, passing, state.scene, always);
  }

  /** Tabs, legend, filters and chips as the state has them. */
  private mark(): void {
    const { state, frame: { tabs, filterCount }, passing } = this;
    for (const [name, tab] of tabs) tab.setAttribute("aria-pressed", String(name === state.view));
    const count = active(state.filters);
    filterCount.hidden = count === 0;
    filterCount.textContent = String(count);
    const words = sayer(this.lang)("filters");
    this.frame.filterButton.setAttribute("aria-label", count === 0 ? words : `${words} ${count}`);
    this.legend.mark(state.filters.hidden, passing);
    this.facets.show(this.context(), passing);
    const focused = document.activeElement?.id;
    this.bar.replaceChildren(scenebar(this.context()));
    if (focused) document.getElementById(focused)?.focus();
  }

  private tell(): void {
    this.aside.replaceChildren(el("div", { class: "content" }, ...panel(this.context())));
  }

  /** Panel and view. */
  private renew(): void {
    if (!this.opening || this.state.subject.kind !== "overview") this.tell();
    const here = this.aside.querySelector<HTMLElement>(".here");
    if (here) here.scrollIntoView({ block: "center" });
    else if (!this.opening) this.aside.scrollTop = 0; // asks for the layout, which is not free
    if (this.reading) this.aside.querySelector("h2")?.focus();
    this.reading = false;
    const { view } = this.state;
    this.root.dataset["view"] = view;
    this.view.hidden = view === "graph";
    this.stage.hidden = view !== "graph";
    if (view === "graph") this.view.replaceChildren();
    else this.redraw();
  }

  private redraw(): void {
    const { view } = this.state;
    if (view === "graph") return;
    const scrolled = this.view.querySelector(".scroll")?.scrollTop ?? 0;
    this.view.replaceChildren(MAKERS[view](this.context(), () => this.redraw()));
    const scroll = this.view.querySelector(".scroll");
    if (scroll) scroll.scrollTop = scrolled;
  }

  private select(aim: boolean): void {
    const { drawing, data, state } = this;
    if (!drawing || state.view !== "graph") return;
    const chosen = selection(data, state.subject, this.shown, this.way);
    const { focus, pinned } = state.scene;
    const whole = chosen === NOTHING || (focus !== null && focus === chosen.centre);
    const visible = focus === null ? [] : [...this.shown.nodes.keys()].filter((node) => this.shown.nodes[node]);
    const draw = (): void => {
      drawing.show(this.shown, chosen, pinned);
      if (aim) drawing.aim(whole ? visible : chosen.nodes);
    };
    if (drawing.large) requestAnimationFrame(() => setTimeout(draw)); // the panel does not wait for the drawing
    else draw();
  }
}

function same(a: unknown, b: unknown): boolean {
  const plain = (_: string, value: unknown): unknown => (value instanceof Set ? [...value] : value);
  return JSON.stringify(a, plain) === JSON.stringify(b, plain);
}

/** New nodes on a ring around what they hang on. */
function strew(data: Data, nodes: number[], anchor: number | null): void {
  const { x, y } = data.payload.nodes;
  const middle = anchor === null ? [0, 0] : [at(x, anchor), at(y, anchor)];
  const turn = Math.PI * (3 - Math.sqrt(5)); // as seeds of a sunflower
  nodes.forEach((node, i) => {
    const reach = 40 + 14 * Math.sqrt(i);
    x[node] = (middle[0] ?? 0) + reach * Math.cos(i * turn);
    y[node] = (middle[1] ?? 0) + reach * Math.sin(i * turn);
  });
}

/** What the reader chose before, else what the build was told, else what the browser is set to. */
function language(): Lang {
  for (const chosen of [recall("lang"), document.documentElement.dataset["language"]]) {
    if (chosen === "zh" || chosen === "en") return chosen;
  }
  return (navigator.language || "zh").toLowerCase().startsWith("zh") ? "zh" : "en";
}

function theme(system: boolean): boolean {
  const chosen = recall("theme");
  return chosen === null ? system : chosen === "dark";
}
