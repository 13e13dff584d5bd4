// The data of the page in two halves: what the first picture needs is parsed at once, the rest when
// it is first asked for (kg/explorer/page.py makes the cut).
import type { Payload } from "./data";

const TABLES = ["sentences", "evidence", "series", "conflicts"] as const;
const OF_ARTICLES = ["body"] as const;
const OF_NODES = [
  "sentences", "aliases", "simplified", "pinyin", "code", "register", "link", "iri", "region", "parent", "target", "instrument", "policy",
] as const;

/** `first` with the columns that `read` gives; the first look at any of them reads them all. */
export function joined(first: Payload, read: () => Payload): Payload {
  const load = (): void => {
    const rest = read();
    fill(first, TABLES, (key) => ({ value: rest[key], writable: true }));
    fill(first.articles, OF_ARTICLES, (key) => ({ value: rest.articles[key], writable: true }));
    fill(first.nodes, OF_NODES, (key) => ({ value: rest.nodes[key], writable: true }));
  };
  const later = <T extends object>(table: T, keys: readonly (keyof T)[]): void =>
    fill(table, keys, (key) => ({
      get: () => {
        load();
        return table[key];
      },
    }));
  later(first, TABLES);
  later(first.articles, OF_ARTICLES);
  later(first.nodes, OF_NODES);
  return first;
}

function fill<T extends object, K extends keyof T>(table: T, keys: readonly K[], how: (key: K) => PropertyDescriptor): void {
  for (const key of keys) Object.defineProperty(table, key, { ...how(key), configurable: true, enumerable: true });
}
