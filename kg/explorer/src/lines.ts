// One line for each pair of nodes that any fact joins, by number: sigma keeps what has a number as key
// in arrays, and everything else in hash tables.
import { at, type Data, type Lang, named } from "./data";

const MOST = 2 ** 26; // nodes; a pair is then a whole number that a double holds

/** The same number for two nodes in either order. */
export function pair(a: number, b: number): number {
  return a < b ? a * MOST + b : b * MOST + a;
}

/** The two nodes of a pair, the lower number first. */
export function ends(pair: number): [number, number] {
  const low = Math.floor(pair / MOST);
  return [low, pair - low * MOST];
}

export class Lines {
  readonly from: number[] = []; // as the first of its facts runs
  readonly to: number[] = [];
  private readonly leads: number[] = []; // its first fact
  private readonly others = new Map<number, number[]>(); // all facts, where there are several
  private readonly byPair = new Map<number, number>();
  private taken = 0; // facts

  constructor(private readonly data: Data) {
    this.grow();
  }

  get count(): number {
    return this.from.length;
  }

  /** Take in the facts that came since. */
  grow(): void {
    const { source, target } = this.data.payload.edges;
    for (; this.taken < source.length; this.taken++) {
      const [a, b] = [source[this.taken] as number, target[this.taken] as number];
      if (a !== b) this.add(a, b, this.taken);
    }
  }

  private add(a: number, b: number, fact: number): void {
    const key = pair(a, b);
    const known = this.byPair.get(key);
    if (known === undefined) {
      this.byPair.set(key, this.count);
      this.from.push(a);
      this.to.push(b);
      this.leads.push(fact);
    } else this.others.set(known, [...this.all(known), fact]);
  }

  private all(line: number): number[] {
    return this.others.get(line) ?? [at(this.leads, line)];
  }

  /** The facts of a line that pass. */
  facts(line: number, passing: Uint8Array): number[] {
    return this.all(line).filter((fact) => passing[fact]);
  }

  /** How many those are. */
  tally(line: number, passing: Uint8Array): number {
    return this.others.has(line) ? this.facts(line, passing).length : Number(passing[at(this.leads, line)]);
  }

  /** Whether they all are denied. */
  denied(line: number, passing: Uint8Array): boolean {
    if (!this.others.has(line)) return this.data.denied(at(this.leads, line));
    return this.facts(line, passing).every((fact) => this.data.denied(fact));
  }

  /** Whether they all run the way that the line was drawn. */
  oneWay(line: number, passing: Uint8Array): boolean {
    const { predicates } = this.data.payload;
    return this.facts(line, passing).every((fact) => {
      const edge = this.data.edge(fact);
      return edge.source === this.from[line] && !predicates[edge.predicate]?.symmetric;
    });
  }

  /** What they say, in words. */
  words(line: number, passing: Uint8Array, lang: Lang): string {
    const table = this.data.payload.predicates;
    const found = this.facts(line, passing).map((fact) => named(table, this.data.edge(fact).predicate)[lang]);
    return [...new Set(found)].join(lang === "zh" ? "、" : ", ");
  }
}
