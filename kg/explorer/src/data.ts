// The payload as Python wrote it (kg/explorer/payload.py), and what the page derives from it.

export type Lang = "zh" | "en";
export type Named = { zh: string; en: string };
export type Shape = "circle" | "square" | "triangle" | "diamond" | "star";
export type Class = Named & { color: string; dark: string; shape: Shape };
export type Piece = [words: string, ...nodes: (number | null)[]];

export interface Article {
  id: string;
  title: string;
  date: string;
  source: string;
  url: string;
}
export interface Sentence {
  article: number;
  pieces: Piece[];
}
export interface Target {
  indicator: string;
  scope: string;
  figure: Named;
  value: string;
  deadline: number | null;
  modality: string;
}
export interface Instrument {
  kind: string;
  figure: Named | null;
  recipient: string;
}
export interface Node {
  id: string;
  label: string;
  name: string;
  short: string;
  x: number;
  y: number;
  size: number;
  sentences: number[];
  aliases?: string[];
  simplified?: string[];
  code?: string;
  register?: string;
  region?: number;
  parent?: number;
  target?: Target;
  instrument?: Instrument;
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
  evidence: Evidence[];
}
export interface Payload {
  classes: Record<string, Class>;
  predicates: Record<string, Named & { meaning: string; symmetric: boolean }>;
  modalities: Record<string, Named>;
  instruments: Record<string, Named>;
  articles: Article[];
  sentences: Sentence[];
  nodes: Node[];
  edges: Edge[];
}

/** An element that must be there; a number out of range is a bug, not an empty place. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index];
  if (found === undefined) throw new RangeError(`no element ${index} of ${list.length}`);
  return found;
}

/** A row of a table, or a stand-in that shows the bare key. */
export function named(table: Record<string, Named>, key: string): Named {
  return Object.hasOwn(table, key) ? (table[key] as Named) : { zh: key, en: key };
}

export class Data {
  readonly around: number[][]; // node -> its edges
  readonly neighbours: Set<number>[];
  readonly told: number[][]; // article -> its sentences
  readonly classes: [string, Class][];
  private readonly byId: Map<string, number>;
  private readonly articleById: Map<string, number>;

  constructor(readonly payload: Payload) {
    this.classes = Object.entries(payload.classes);
    this.around = payload.nodes.map(() => []);
    this.neighbours = payload.nodes.map(() => new Set());
    this.told = payload.articles.map(() => []);
    this.byId = new Map(payload.nodes.map((node, i) => [node.id, i]));
    this.articleById = new Map(payload.articles.map((article, i) => [article.id, i]));
    payload.sentences.forEach((sentence, i) => at(this.told, sentence.article).push(i));
    payload.edges.forEach(({ source, target }, i) => {
      at(this.around, source).push(i);
      if (source === target) return;
      at(this.around, target).push(i);
      at(this.neighbours, source).add(target);
      at(this.neighbours, target).add(source);
    });
  }

  node(index: number): Node {
    return at(this.payload.nodes, index);
  }
  edge(index: number): Edge {
    return at(this.payload.edges, index);
  }
  article(index: number): Article {
    return at(this.payload.articles, index);
  }
  sentence(index: number): Sentence {
    return at(this.payload.sentences, index);
  }
  degree(index: number): number {
    return at(this.neighbours, index).size;
  }
  find(id: string): number | undefined {
    return this.byId.get(id);
  }
  findArticle(id: string): number | undefined {
    return this.articleById.get(id);
  }
  findEdge(source: string, predicate: string, target: string): number | undefined {
    const [from, to] = [this.find(source), this.find(target)];
    if (from === undefined || to === undefined) return undefined;
    return at(this.around, from).find((i) => {
      const edge = this.edge(i);
      return edge.source === from && edge.target === to && edge.predicate === predicate;
    });
  }
  /** Facts between two nodes, in either direction. */
  between(a: number, b: number): number[] {
    return at(this.around, a).filter((i) => {
      const edge = this.edge(i);
      return edge.source === b || edge.target === b;
    });
  }
  /** Nodes of a class, the best connected first. */
  strongest(label: string, most: number): number[] {
    return this.payload.nodes
      .map((node, i) => ({ label: node.label, i }))
      .filter((entry) => entry.label === label && this.degree(entry.i) > 0)
      .map((entry) => entry.i)
      .sort((a, b) => this.degree(b) - this.degree(a) || a - b)
      .slice(0, most);
  }
  count(label: string): number {
    return this.payload.nodes.reduce((sum, node) => sum + Number(node.label === label), 0);
  }
  /** Articles by date, the newest first. */
  newest(): number[] {
    return this.payload.articles
      .map((_, i) => i)
      .sort((a, b) => this.article(b).date.localeCompare(this.article(a).date) || a - b);
  }
}
