// Which facts and nodes pass, and how many would pass for each choice that a filter offers.
import { at, type Data } from "./data";

export interface Filters {
  hidden: Set<string>; // types that are not shown
  predicates: Set<string>; // empty sets let everything pass
  modalities: Set<string>;
  regions: Set<number>; // with what lies in them
  sources: Set<string>;
  dates: [string, string] | null; // months, both ends included
  deadlines: [number, number] | null; // years, both ends included
  confidence: number; // least
  articles: number; // fewest that carry a fact
}

export function noFilters(): Filters {
  return {
    hidden: new Set(),
    predicates: new Set(),
    modalities: new Set(),
    regions: new Set(),
    sources: new Set(),
    dates: null,
    deadlines: null,
    confidence: 0,
    articles: 1,
  };
}

/** How many facts each choice would show, the other filters as they are. */
export interface Counts {
  types: Map<string, number>; // of nodes
  predicates: Map<string, number>;
  modalities: Map<string, number>;
  regions: Map<number, number>;
  sources: Map<string, number>;
  months: Map<string, number>;
  deadlines: Map<number, number>;
  confidence: number[]; // facts by tenths of confidence
  articles: Map<number, number>; // facts by number of articles
}

export interface Passing {
  nodes: Uint8Array;
  edges: Uint8Array;
  facts: number;
  counts: Counts;
}

const TYPE = 1;
const PREDICATE = 2;
const MODALITY = 4;
const REGION = 8;
const SOURCE = 16;
const DATE = 32;
const DEADLINE = 64;
const CONFIDENCE = 128;
const ARTICLES = 256;

/** Number of filters that are set. */
export function active(filters: Filters): number {
  const sets = [filters.hidden, filters.predicates, filters.modalities, filters.regions, filters.sources];
  const rest = [filters.dates !== null, filters.deadlines !== null, filters.confidence > 0, filters.articles > 1];
  return sets.filter((set) => set.size > 0).length + rest.filter(Boolean).length;
}

export function month(date: string): string {
  return date.slice(0, 7);
}

function bump<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1);
}

/** Whether an article lies in the range of months or years; a year without month counts as all of it. */
function dated(date: string, [from, to]: [string, string]): boolean {
  const own = month(date);
  const before = own.slice(0, from.length) < from.slice(0, own.length);
  return own !== "" && !before && own.slice(0, to.length) <= to.slice(0, own.length);
}

/** `counted`: whether the counts of each choice are wanted, not those of types only. */
export function filter(data: Data, filters: Filters, counted: boolean): Passing {
  const { payload } = data;
  const edges = new Uint8Array(data.edgeCount);
  const nodes = new Uint8Array(data.size);
  const everything = active(filters) === 0;
  const counts: Counts = {
    types: new Map(),
    predicates: new Map(),
    modalities: new Map(),
    regions: new Map(),
    sources: new Map(),
    months: new Map(),
    deadlines: new Map(),
    confidence: Array.from({ length: 11 }, () => 0),
    articles: new Map(),
  };
  if (everything && !counted) {
    for (const label of payload.nodes.label) bump(counts.types, label);
    return { nodes: nodes.fill(1), edges: edges.fill(1), facts: edges.length, counts };
  }
  const articleFails = payload.articles.date.map(
    (date, i) =>
      (filters.dates && !dated(date, filters.dates) ? DATE : 0) |
      (filters.sources.size > 0 && !filters.sources.has(at(payload.articles.source, i)) ? SOURCE : 0),
  );
  const touched = new Uint8Array(data.size);
  let facts = 0;
  for (let edge = 0; edge < edges.length; edge++) {
    if (failures(data, filters, edge, articleFails, counts) !== 0) continue;
    edges[edge] = 1;
    facts += 1;
    touched[at(payload.edges.source, edge)] = 1;
    touched[at(payload.edges.target, edge)] = 1;
  }
  const alone = everything ? () => true : standsAlone(data, filters, articleFails);
  for (let node = 0; node < nodes.length; node++) {
    const label = data.label(node);
    if (touched[node] === 0 && !alone(node)) continue;
    bump(counts.types, label);
    if (!filters.hidden.has(label)) nodes[node] = 1;
  }
  return { nodes, edges, facts, counts };
}

/** The filters that a fact fails by its best evidence; counts it for each choice that it has. */
function failures(data: Data, filters: Filters, edge: number, articleFails: number[], counts: Counts): number {
  const { payload } = data;
  const [source, target] = [at(payload.edges.source, edge), at(payload.edges.target, edge)];
  const predicate = at(payload.edges.predicate, edge);
  const deadline = data.target(target)?.deadline ?? null;
  const articles = data.sources(edge);
  const regions = new Set([...data.chain(source), ...data.chain(target)]);
  let fixed = 0;
  if (filters.hidden.has(data.label(source)) || filters.hidden.has(data.label(target))) fixed |= TYPE;
  if (filters.predicates.size > 0 && !filters.predicates.has(predicate)) fixed |= PREDICATE;
  if (filters.regions.size > 0 && ![...regions].some((region) => filters.regions.has(region))) fixed |= REGION;
  const { deadlines } = filters;
  if (deadlines && (deadline === null || deadline < deadlines[0] || deadline > deadlines[1])) fixed |= DEADLINE;
  if (articles.length < filters.articles) fixed |= ARTICLES;
  let best = -1; // fewest failures of any evidence
  const options = { modalities: new Set<string>(), sources: new Set<string>(), months: new Set<string>() };
  let confidence = -1;
  for (const proof of data.proofs(edge)) {
    const sure = at(payload.evidence.confidence, proof);
    const modality = at(payload.evidence.modality, proof);
    const [sentence] = at(payload.evidence.sentences, proof);
    const article = sentence === undefined ? undefined : data.articleOf(sentence);
    let fails = fixed | (article === undefined ? 0 : at(articleFails, article));
    if (sure < filters.confidence) fails |= CONFIDENCE;
    if (filters.modalities.size > 0 && !filters.modalities.has(modality)) fails |= MODALITY;
    if (best < 0 || bits(fails) < bits(best)) best = fails;
    if ((fails & ~MODALITY) === 0) options.modalities.add(modality);
    if ((fails & ~CONFIDENCE) === 0) confidence = Math.max(confidence, sure);
    if (article === undefined) continue;
    if ((fails & ~SOURCE) === 0) options.sources.add(at(payload.articles.source, article));
    if ((fails & ~DATE) === 0) options.months.add(month(at(payload.articles.date, article)));
  }
  if (best < 0) best = fixed;
  if ((best & ~PREDICATE) === 0) bump(counts.predicates, predicate);
  if ((best & ~REGION) === 0) for (const region of regions) bump(counts.regions, region);
  if ((best & ~DEADLINE) === 0 && deadline !== null) bump(counts.deadlines, deadline);
  if ((best & ~ARTICLES) === 0) bump(counts.articles, articles.length);
  for (const modality of options.modalities) bump(counts.modalities, modality);
  for (const from of options.sources) bump(counts.sources, from);
  for (const when of options.months) bump(counts.months, when);
  const tenth = Math.floor(confidence * 10);
  if (confidence >= 0) counts.confidence[tenth] = (counts.confidence[tenth] ?? 0) + 1;
  return best;
}

function bits(mask: number): number {
  let count = 0;
  for (let rest = mask; rest; rest &= rest - 1) count += 1;
  return count;
}

/** Whether a node passes without a fact: when the filters ask only for what mentions and places say. */
function standsAlone(data: Data, filters: Filters, articleFails: number[]): (node: number) => boolean {
  const { predicates, modalities, deadlines, confidence, articles, regions, dates, sources } = filters;
  if (predicates.size > 0 || modalities.size > 0 || deadlines || confidence > 0 || articles > 1) return () => false;
  const articleFilter = dates !== null || sources.size > 0;
  const { payload } = data;
  return (node) => {
    if (regions.size > 0 && !data.chain(node).some((region) => regions.has(region))) return false;
    if (!articleFilter) return true;
    return at(payload.nodes.sentences, node).some((sentence) => at(articleFails, data.articleOf(sentence)) === 0);
  };
}
