// One line for each pair of nodes that any fact joins.
import { at, type Data, type Lang, named } from "./data";

export interface Line {
  ends: [number, number]; // as the first of its facts runs
  facts: number[];
}

export function lineKey(a: number, b: number): string {
  return a < b ? `${a}-${b}` : `${b}-${a}`;
}

export class Lines {
  readonly byKey = new Map<string, Line>();

  constructor(private readonly data: Data) {}

  /** Take in facts from this number on; gives the keys of lines that are new. */
  add(from: number): string[] {
    const { source, target } = this.data.payload.edges;
    const fresh: string[] = [];
    for (let fact = from; fact < source.length; fact++) {
      const [a, b] = [at(source, fact), at(target, fact)];
      if (a === b) continue;
      const key = lineKey(a, b);
      const known = this.byKey.get(key);
      if (known) known.facts.push(fact);
      else {
        this.byKey.set(key, { ends: [a, b], facts: [fact] });
        fresh.push(key);
      }
    }
    return fresh;
  }

  get(key: string): Line {
    const line = this.byKey.get(key);
    if (!line) throw new RangeError(`no line ${key}`);
    return line;
  }

  /** Whether all of these facts run the way that the line was drawn. */
  oneWay({ ends }: Line, facts: number[]): boolean {
    const { predicates } = this.data.payload;
    return facts.every((fact) => {
      const edge = this.data.edge(fact);
      return edge.source === ends[0] && !predicates[edge.predicate]?.symmetric;
    });
  }

  /** What the facts say, in words. */
  words(facts: number[], lang: Lang): string {
    const table = this.data.payload.predicates;
    const found = facts.map((fact) => named(table, this.data.edge(fact).predicate)[lang]);
    return [...new Set(found)].join(lang === "zh" ? "、" : ", ");
  }

  denied(facts: number[]): boolean {
    return facts.every((fact) => this.data.denied(fact));
  }
}
