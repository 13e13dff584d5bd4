// The payload as Python wrote it (kg/explorer/payload.py), and what the page derives from it.

import { Groups } from "./groups";

export type Lang = "zh" | "en";
export type Named = { zh: string; en: string };
export type Shape = "circle" | "square" | "triangle" | "diamond" | "star";
export type Class = Named & { color: string; dark: string; shape: Shape };
export type Predicate = Named & { meaning: string; symmetric: boolean; iri: string };
export type Piece = string | number; // words; a number after them is a node that they name

export interface Article {
  id: string;
  title: string;
  date: string;
  source: string;
  url: string;
}
export interface Target {
  indicator: string;
  scope: string;
  figure: Named;
  value: string;
  unit: string;
  deadline: number | null;
  baseline: string;
  modality: string;
}
export interface Instrument {
  kind: string;
  figure: Named | null;
  recipient: string;
}
export interface Policy {
  number?: string;
  kind?: string;
  level?: string;
  jurisdiction?: number;
  first_year?: number;
  last_year?: number;
  published?: string;
  effective?: string;
  expires?: string;
}
export interface Node {
  id: string;
  label: string;
  name: string;
  short: string;
  sentences: number[];
  aliases: string[];
  code: string;
  register: string;
  link: string;
  region: number | undefined;
  parent: number | undefined;
  target: Target | undefined;
  instrument: Instrument | undefined;
  policy: Policy | undefined;
}
export interface Evidence {
  sentences: number[];
  rule: string;
  confidence: number;
  modality: string;
  attribution: number | null;
}
export interface Edge {
  source: number;
  target: number;
  predicate: string;
}

type Sparse<T> = Record<string, T>;
interface NodeTable {
  id: string[];
  label: string[];
  name: string[];
  x: number[];
  y: number[];
  size: number[];
  group: number[];
  sentences: number[][];
  short?: Sparse<string>; // what the drawing shows, where that is not the name
  caption?: Sparse<Named>; // the same in each language
  aliases?: Sparse<string[]>;
  simplified?: Sparse<string[]>;
  pinyin?: Sparse<string[]>;
  code?: Sparse<string>;
  register?: Sparse<string>;
  link?: Sparse<string>;
  iri?: Sparse<string>;
  region?: Sparse<number>;
  parent?: Sparse<number>;
  target?: Sparse<Target>;
  instrument?: Sparse<Instrument>;
  policy?: Sparse<Policy>;
}
export interface Payload {
  namespace: string;
  base: string;
  classes: Record<string, Class>;
  predicates: Record<string, Predicate>;
  modalities: Record<string, Named>;
  instruments: Record<string, Named>;
  levels: Record<string, Named>;
  statuses: Record<string, Named>;
  articles: {
    id: string[];
    title: string[];
    date: string[];
    source: string[];
    url: string[];
    body: (Piece[] | null)[];
  };
  sentences: { article: number[]; start: number[]; pieces: Piece[][]; within: Sparse<number> };
  nodes: NodeTable;
  edges: { source: number[]; target: number[]; predicate: string[]; denied: number[] };
  evidence: {
    edge: number[];
    sentences: number[][];
    rule: string[];
    confidence: number[];
    modality: string[];
    attribution: (number | null)[];
  };
  series: number[][]; // targets of one indicator over several years, in order of year
  conflicts: number[][]; // pairs of targets: articles give different values
  newest: [node: number, day: string, published: boolean][]; // policies, the newest first
  whole: { articles: number; nodes: number; edges: number } | null;
}

/** An element that must be there; a number out of range is a bug, not an empty place. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no element ${index} of ${list.length}`);
  return found;
}

/** A row of a table, or a stand-in that shows the bare key. */
export function named(table: Record<string, Named> | undefined, key: string): Named {
  return table && Object.hasOwn(table, key) ? (table[key] as Named) : { zh: key, en: key };
}

function cell<T>(table: Sparse<T> | undefined, index: number): T | undefined {
  return table?.[index];
}

export class Data {
  readonly classes: [string, Class][];
  private ties!: Groups; // node -> its edges
  private evidenced: Groups | null = null; // edge -> its evidence
  private byId: Map<string, number> | null = null;
  private articleById!: Map<string, number>;
  private deniedEdges!: Set<number>;
  private degrees: number[] = [];
  private chains: number[][] = []; // node -> regions that it lies in, itself first if it is one

  constructor(readonly payload: Payload) {
    this.classes = Object.entries(payload.classes);
    this.index();
  }

  /** What is derived at once; the rest is derived when it is asked for. */
  private index(): void {
    const { articles, edges } = this.payload;
    this.ties = new Groups(this.size, edges.source, edges.target);
    this.articleById = new Map(articles.id.map((id, i) => [id, i]));
    this.deniedEdges = new Set(edges.denied);
    this.evidenced = null;
    this.degrees = [];
    this.chains = [];
  }

  private get ids(): Map<string, number> {
    return (this.byId ??= new Map(this.payload.nodes.id.map((id, i) => [id, i])));
  }

  /** Add what a part brings that is not here yet; gives the numbers of the new nodes. */
  add(part: Payload): number[] {
    const { nodes, articles, sentences, edges, evidence } = this.payload;
    const before = nodes.id.length;
    const article = part.articles.id.map((id, i) => {
      const known = this.articleById.get(id);
      if (known !== undefined) return known;
      for (const key of ["id", "title", "date", "source", "url"] as const) articles[key].push(at(part.articles[key], i));
      articles.body.push(null); // its sentences have other numbers here
      return articles.id.length - 1;
    });
    const node = part.nodes.id.map((id, i) => this.ids.get(id) ?? this.adopt(part, i));
    const known = new Map(
      sentences.article.map((a, i) => [`${a} ${at(sentences.start, i)} ${words(at(sentences.pieces, i)).length}`, i]),
    );
    const sentence = part.sentences.article.map((a, i) => {
      const pieces = at(part.sentences.pieces, i);
      const [place, start] = [at(article, a), at(part.sentences.start, i)];
      const found = known.get(`${place} ${start} ${words(pieces).length}`);
      if (found !== undefined) return found;
      sentences.article.push(place);
      sentences.start.push(start);
      sentences.pieces.push(pieces.map((piece) => (typeof piece === "number" ? at(node, piece) : piece)));
      return sentences.article.length - 1;
    });
    const fresh = node.filter((i) => i >= before);
    part.nodes.id.forEach((_, i) => {
      const own = at(node, i);
      if (own < before) return;
      nodes.sentences[own] = at(part.nodes.sentences, i).map((s) => at(sentence, s));
      for (const key of ["region", "parent"] as const) {
        const other = cell(part.nodes[key], i);
        if (other !== undefined) (nodes[key] ??= {})[own] = at(node, other);
      }
    });
    const edge = part.edges.source.map((_, i) => {
      const [source, target] = [at(node, at(part.edges.source, i)), at(node, at(part.edges.target, i))];
      const predicate = at(part.edges.predicate, i);
      if (this.join(source, predicate, target) !== undefined) return null;
      edges.source.push(source);
      edges.target.push(target);
      edges.predicate.push(predicate);
      return edges.source.length - 1;
    });
    part.evidence.edge.forEach((of, i) => {
      const own = at(edge, of);
      if (own === null) return;
      const attribution = at(part.evidence.attribution, i);
      evidence.edge.push(own);
      evidence.sentences.push(at(part.evidence.sentences, i).map((s) => at(sentence, s)));
      evidence.rule.push(at(part.evidence.rule, i));
      evidence.confidence.push(at(part.evidence.confidence, i));
      evidence.modality.push(at(part.evidence.modality, i));
      evidence.attribution.push(attribution === null ? null : at(node, attribution));
    });
    for (const denied of part.edges.denied) {
      const own = at(edge, denied);
      if (own !== null) edges.denied.push(own);
    }
    for (const key of ["series", "conflicts"] as const) {
      for (const targets of part[key]) this.payload[key].push(targets.map((target) => at(node, target)));
    }
    this.index();
    return fresh;
  }

  private adopt(part: Payload, i: number): number {
    const { nodes } = this.payload;
    const own = nodes.id.length;
    for (const key of ["id", "label", "name"] as const) nodes[key].push(at(part.nodes[key], i));
    for (const key of ["x", "y", "size"] as const) nodes[key].push(at(part.nodes[key], i));
    nodes.group.push(-1);
    nodes.sentences.push([]);
    for (const key of ["short", "caption", "aliases", "simplified", "pinyin", "code", "register", "link", "iri", "target", "instrument", "policy"] as const) {
      const value = cell<unknown>(part.nodes[key], i);
      if (value !== undefined) ((nodes[key] ??= {}) as Sparse<unknown>)[own] = value;
    }
    this.ids.set(at(part.nodes.id, i), own);
    return own;
  }

  get size(): number {
    return this.payload.nodes.id.length;
  }
  get edgeCount(): number {
    return this.payload.edges.source.length;
  }
  id(index: number): string {
    return at(this.payload.nodes.id, index);
  }
  label(index: number): string {
    return at(this.payload.nodes.label, index);
  }
  name(index: number): string {
    return at(this.payload.nodes.name, index);
  }
  short(index: number): string {
    return cell(this.payload.nodes.short, index) ?? this.name(index);
  }
  /** What the drawing calls a node. */
  caption(index: number, lang: Lang): string {
    return cell(this.payload.nodes.caption, index)?.[lang] ?? this.short(index);
  }
  /** Whether that is a figure. */
  captioned(index: number): boolean {
    return cell(this.payload.nodes.caption, index) !== undefined;
  }
  aliases(index: number): string[] {
    return cell(this.payload.nodes.aliases, index) ?? [];
  }
  target(index: number): Target | undefined {
    return cell(this.payload.nodes.target, index);
  }
  /** The targets of the series that a target is a point of. */
  series(node: number): Target[] {
    const found = this.payload.series.find((points) => points.includes(node)) ?? [];
    return found.flatMap((point) => this.target(point) ?? []);
  }
  node(index: number): Node {
    const { nodes } = this.payload;
    return {
      id: this.id(index),
      label: this.label(index),
      name: this.name(index),
      short: this.short(index),
      sentences: at(nodes.sentences, index),
      aliases: this.aliases(index),
      code: cell(nodes.code, index) ?? "",
      register: cell(nodes.register, index) ?? "",
      link: cell(nodes.link, index) ?? "",
      region: cell(nodes.region, index),
      parent: cell(nodes.parent, index),
      target: cell(nodes.target, index),
      instrument: cell(nodes.instrument, index),
      policy: cell(nodes.policy, index),
    };
  }
  iri(index: number): string {
    return cell(this.payload.nodes.iri, index) ?? this.payload.base + this.id(index);
  }
  /** What finds a node: its name, other names, code; then pinyin. */
  keys(index: number): { names: string[]; sounds: string[] } {
    const { simplified, code, pinyin } = this.payload.nodes;
    const names = [this.name(index), ...this.aliases(index), ...(cell(simplified, index) ?? [])];
    return { names: [...names, cell(code, index) ?? ""], sounds: cell(pinyin, index) ?? [] };
  }
  edge(index: number): Edge {
    const { source, target, predicate } = this.payload.edges;
    return { source: at(source, index), target: at(target, index), predicate: at(predicate, index) };
  }
  evidence(index: number): Evidence {
    const { sentences, rule, confidence, modality, attribution } = this.payload.evidence;
    return {
      sentences: at(sentences, index),
      rule: at(rule, index),
      confidence: at(confidence, index),
      modality: at(modality, index),
      attribution: attribution[index] ?? null,
    };
  }
  /** The edges of a node. */
  around(node: number): number[] {
    return this.ties.of(node);
  }
  /** The evidence of an edge, by number. */
  proofs(edge: number): number[] {
    this.evidenced ??= new Groups(this.edgeCount, this.payload.evidence.edge);
    return this.evidenced.of(edge);
  }
  /** Whether every piece of evidence for an edge denies it. */
  denied(edge: number): boolean {
    return this.deniedEdges.has(edge);
  }
  evidenceOf(edge: number): Evidence[] {
    return this.proofs(edge).map((proof) => this.evidence(proof));
  }
  /** Articles that carry a fact. */
  sources(edge: number): number[] {
    const { sentences } = this.payload.evidence;
    const found = this.proofs(edge).flatMap((proof) => at(sentences, proof).map((s) => this.articleOf(s)));
    return [...new Set(found)];
  }
  article(index: number): Article {
    const { id, title, date, source, url } = this.payload.articles;
    return {
      id: at(id, index),
      title: at(title, index),
      date: at(date, index),
      source: at(source, index),
      url: at(url, index),
    };
  }
  /** The whole text of an article, if the page holds it: words, and numbers of sentences. */
  body(index: number): Piece[] | null {
    return this.payload.articles.body[index] ?? null;
  }
  get articleCount(): number {
    return this.payload.articles.id.length;
  }
  articleOf(sentence: number): number {
    return at(this.payload.sentences.article, sentence);
  }
  pieces(sentence: number): Piece[] {
    return at(this.payload.sentences.pieces, sentence);
  }
  start(sentence: number): number {
    return at(this.payload.sentences.start, sentence);
  }
  /** The sentence that stands in the article's text, for one that begins inside another. */
  standing(sentence: number): number {
    return cell(this.payload.sentences.within, sentence) ?? sentence;
  }
  /** The sentences of an article, in order. */
  told(article: number): number[] {
    const { article: of } = this.payload.sentences;
    const found: number[] = [];
    of.forEach((a, i) => a === article && found.push(i));
    return found.sort((a, b) => this.start(a) - this.start(b));
  }
  neighbours(index: number): Set<number> {
    const { source, target } = this.payload.edges;
    const found = new Set<number>();
    for (const edge of this.around(index)) found.add(at(source, edge)).add(at(target, edge));
    found.delete(index);
    return found;
  }
  degree(index: number): number {
    return (this.degrees[index] ??= this.counted(index));
  }
  private counted(index: number): number {
    const edge = this.ties.only(index);
    if (edge === undefined) return this.neighbours(index).size;
    return Number(this.payload.edges.source[edge] !== this.payload.edges.target[edge]);
  }
  find(id: string): number | undefined {
    return this.ids.get(id);
  }
  findArticle(id: string): number | undefined {
    return this.articleById.get(id);
  }
  findEdge(source: string, predicate: string, target: string): number | undefined {
    const [from, to] = [this.find(source), this.find(target)];
    if (from === undefined || to === undefined) return undefined;
    return this.join(from, predicate, to);
  }
  private join(from: number, predicate: string, to: number): number | undefined {
    const { source, target, predicate: kind } = this.payload.edges;
    return this.around(from).find((i) => source[i] === from && target[i] === to && kind[i] === predicate);
  }
  /** Facts between two nodes, in either direction. */
  between(a: number, b: number): number[] {
    return this.around(a).filter((i) => {
      const edge = this.edge(i);
      return edge.source === b || edge.target === b;
    });
  }
  /** Nodes of a class, those that `weight` ranks highest first; none of weight 0. */
  strongest(label: string, most: number, weight = (node: number): number => this.degree(node)): number[] {
    const found: { node: number; own: number }[] = [];
    this.payload.nodes.label.forEach((other, node) => {
      const own = other === label ? weight(node) : 0;
      if (own > 0) found.push({ node, own });
    });
    return found
      .sort((a, b) => b.own - a.own || a.node - b.node)
      .slice(0, most)
      .map(({ node }) => node);
  }
  /** Articles by date, the newest first. */
  newest(): number[] {
    const { date } = this.payload.articles;
    return date.map((_, i) => i).sort((a, b) => at(date, b).localeCompare(at(date, a)) || a - b);
  }
  /** The regions that a node lies in, the nearest first; a region itself comes first. */
  chain(index: number): number[] {
    const known = this.chains[index];
    if (known) return known;
    const { region, parent } = this.payload.nodes;
    const found: number[] = [];
    let next: number | undefined = this.label(index) === "REGION" ? index : cell(region, index);
    if (next === undefined) next = cell(this.payload.nodes.policy, index)?.jurisdiction;
    while (next !== undefined && !found.includes(next)) {
      found.push(next);
      next = cell(region, next) ?? cell(parent, next);
    }
    return (this.chains[index] = found);
  }
}

/** The words of a sentence. */
export function words(pieces: Piece[]): string {
  return pieces.filter((piece) => typeof piece === "string").join("");
}

/** Words with the nodes that they name, in order. */
export function runs(pieces: Piece[]): { text: string; nodes: number[] }[] {
  const found: { text: string; nodes: number[] }[] = [];
  for (const piece of pieces) {
    if (typeof piece === "string") found.push({ text: piece, nodes: [] });
    else found.at(-1)?.nodes.push(piece);
  }
  return found;
}
