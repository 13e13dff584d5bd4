// What is looked at, as it stands in the address, e.g. #n=org/华为&view=table&f.modality=planned.
// n= a node, e= subject,predicate,object, a= article[,start of a sentence], p= path from,to.
// Links are plain anchors, so the browser's own history works.
import { at, type Data, type Lang } from "./data";
import { type Filters, noFilters } from "./filters";

export type Subject =
  | { kind: "overview" }
  | { kind: "unknown" }
  | { kind: "node"; node: number }
  | { kind: "edge"; edges: number[] } // facts between the same two nodes, the chosen one first
  | { kind: "article"; article: number; start: number | null }
  | { kind: "path"; from: number; to: number };

export const VIEWS = ["graph", "table", "targets", "provinces", "lineage"] as const;
export type ViewName = (typeof VIEWS)[number];

/** Which part of the graph is drawn, beside filters. */
export interface Scene {
  focus: number | null;
  hops: number;
  expanded: number[];
  folded: number[];
  hidden: number[];
  pinned: number[];
}

export interface Camera {
  x: number;
  y: number;
  ratio: number;
}

export interface State {
  subject: Subject;
  view: ViewName;
  filters: Filters;
  scene: Scene;
  camera: Camera | null;
  lang: Lang | null;
}

export const HOPS = [1, 2, 3];

export function everything(): Scene {
  return { focus: null, hops: 1, expanded: [], folded: [], hidden: [], pinned: [] };
}

/** An id as part of an address. Halves of UTF-16 pairs, which have no encoding, are replaced. */
function encode(id: string): string {
  return encodeURIComponent(id.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("%2F", "/");
}

export function nodeLink(data: Data, node: number): string {
  return `#n=${encode(data.id(node))}`;
}

export function edgeLink(data: Data, index: number): string {
  const edge = data.edge(index);
  const parts = [data.id(edge.source), edge.predicate, data.id(edge.target)];
  return `#e=${parts.map(encode).join(",")}`;
}

export function articleLink(data: Data, article: number, sentence: number | null = null): string {
  const place = sentence === null ? "" : `,${data.start(data.standing(sentence))}`;
  return `#a=${encode(data.article(article).id)}${place}`;
}

export function pathLink(data: Data, from: number, to: number): string {
  return `#p=${encode(data.id(from))},${encode(data.id(to))}`;
}

function subjectLink(data: Data, subject: Subject): string {
  switch (subject.kind) {
    case "node":
      return nodeLink(data, subject.node);
    case "edge":
      return edgeLink(data, at(subject.edges, 0));
    case "article": {
      const id = encode(data.article(subject.article).id);
      return `#a=${id}${subject.start === null ? "" : `,${subject.start}`}`;
    }
    case "path":
      return pathLink(data, subject.from, subject.to);
    default:
      return "#";
  }
}

const SETS = { type: "hidden", predicate: "predicates", modality: "modalities", source: "sources" } as const;
const LISTS = { expand: "expanded", fold: "folded", hide: "hidden", pin: "pinned" } as const;

/** The address of a state; empty for the page as it opens. */
export function format(data: Data, state: State): string {
  const { filters, scene, camera } = state;
  const parts: string[] = [];
  const put = (key: string, value: string | number | null): void => {
    if (value !== null && value !== "") parts.push(`${key}=${value}`);
  };
  const ids = (nodes: Iterable<number>): string => [...nodes].map((node) => encode(data.id(node))).join(",");
  put("", null);
  if (state.view !== "graph") put("view", state.view);
  for (const [key, name] of Object.entries(SETS)) put(`f.${key}`, [...filters[name]].map(encode).join(","));
  put("f.region", ids(filters.regions));
  put("f.date", filters.dates?.join(",") ?? "");
  put("f.deadline", filters.deadlines?.join(",") ?? "");
  put("f.confidence", filters.confidence || "");
  put("f.articles", filters.articles > 1 ? filters.articles : "");
  if (scene.focus !== null) put("focus", `${ids([scene.focus])},${scene.hops}`);
  for (const [key, name] of Object.entries(LISTS)) put(key, ids(scene[name]));
  if (camera) put("cam", [camera.x, camera.y, camera.ratio].map((n) => n.toFixed(3)).join(","));
  const own = subjectLink(data, state.subject);
  if (state.lang && (parts.length > 0 || own !== "#")) put("lang", state.lang);
  if (state.lang && parts.length === 0) put("lang", state.lang);
  return own === "#" ? `#${parts.join("&")}` : [own, ...parts].join("&");
}

/** The state that an address names; what it names but the graph lacks is "unknown". */
export function parse(hash: string, data: Data): State {
  const state: State = {
    subject: { kind: "overview" },
    view: "graph",
    filters: noFilters(),
    scene: everything(),
    camera: null,
    lang: null,
  };
  for (const part of hash.replace(/^#/, "").split("&")) {
    const cut = part.indexOf("=");
    if (cut > 0) read(state, data, part.slice(0, cut), part.slice(cut + 1));
  }
  return state;
}

function read(state: State, data: Data, key: string, value: string): void {
  let list: string[];
  try {
    list = value.split(",").map(decodeURIComponent);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    if (key.length === 1) state.subject = { kind: "unknown" };
    return;
  }
  const nodes = list.flatMap((id) => data.find(id) ?? []);
  const [first = "", second = "", third = ""] = list;
  const { filters, scene } = state;
  if (/^[neap]$/.test(key)) state.subject = subject(data, key, list);
  else if (key === "view") state.view = VIEWS.find((view) => view === first) ?? "graph";
  else if (key === "lang") state.lang = first === "zh" || first === "en" ? first : null;
  else if (key === "cam") state.camera = camera(list.map(Number));
  else if (key === "focus") {
    scene.focus = data.find(first) ?? null;
    scene.hops = HOPS.find((hops) => hops === Number(second)) ?? 1;
  } else if (key in LISTS) scene[LISTS[key as keyof typeof LISTS]] = nodes;
  else if (key === "f.region") filters.regions = new Set(nodes);
  else if (key === "f.date" && first && second) filters.dates = [first, second];
  else if (key === "f.deadline" && Number(first) && Number(second)) filters.deadlines = [Number(first), Number(second)];
  else if (key === "f.confidence") filters.confidence = Math.min(1, Math.max(0, Number(first) || 0));
  else if (key === "f.articles") filters.articles = Math.max(1, Number(first) || 1);
  else {
    const set = key.startsWith("f.") ? SETS[key.slice(2) as keyof typeof SETS] : undefined;
    if (set) filters[set] = new Set(list);
  }
  void third;
}

function camera([x, y, ratio]: number[]): Camera | null {
  if (x === undefined || y === undefined || ratio === undefined) return null;
  return [x, y, ratio].every(Number.isFinite) && ratio > 0 ? { x, y, ratio } : null;
}

function subject(data: Data, key: string, [first = "", second = "", third = ""]: string[]): Subject {
  if (key === "n") {
    const node = data.find(first);
    return node === undefined ? { kind: "unknown" } : { kind: "node", node };
  }
  if (key === "a") {
    const article = data.findArticle(first);
    if (article === undefined) return { kind: "unknown" };
    return { kind: "article", article, start: /^\d+$/.test(second) ? Number(second) : null };
  }
  if (key === "p") {
    const [from, to] = [data.find(first), data.find(second)];
    return from === undefined || to === undefined ? { kind: "unknown" } : { kind: "path", from, to };
  }
  const edge = data.findEdge(first, second, third);
  if (edge === undefined) return { kind: "unknown" };
  const { source, target } = data.edge(edge);
  return { kind: "edge", edges: [edge, ...data.between(source, target).filter((other) => other !== edge)] };
}

/** A choice that outlives the page where the browser allows it (not in every file: page). */
export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(`zhengtu.${key}`, value);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(`zhengtu.${key}`);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
