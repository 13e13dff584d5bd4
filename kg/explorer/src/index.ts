// What search finds: names, other names and codes, then pinyin and its initials.
import { at, type Data } from "./data";

/** Equal for texts that people take for the same: case, width and spaces make no difference. */
export function fold(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/[\s《》“”「」·]/gu, "");
}

const LATIN = /^[a-z0-9]+$/;
const PART = 3; // letters from which on they may stand inside a pinyin

export class Index {
  private names: string[][] = [];
  private sounds: string[][] = [];

  constructor(private readonly data: Data) {}

  /** Take in the nodes that came since: who puts the cursor into the box pays, not who opens the page. */
  grow(): void {
    for (let node = this.names.length; node < this.data.size; node++) {
      const { names, sounds } = this.data.keys(node);
      this.names.push(names.map(fold));
      this.sounds.push(sounds);
    }
  }

  /** Nodes that `words` may mean: whole name, then beginning, then part; the connected first. */
  find(words: string): number[] {
    const key = fold(words);
    if (!key) return [];
    this.grow();
    const latin = LATIN.test(key);
    const found: { node: number; rank: number }[] = [];
    for (let node = 0; node < this.names.length; node++) {
      const rank = Math.min(
        best(at(this.names, node), key, 1),
        latin ? 2 + best(at(this.sounds, node), key, PART) : NONE,
      );
      if (rank < NONE) found.push({ node, rank });
    }
    const { data } = this;
    return found
      .sort((a, b) => a.rank - b.rank || data.degree(b.node) - data.degree(a.node) || a.node - b.node)
      .map(({ node }) => node);
  }
}

const NONE = 99;

/** Rank of the best of several names; the first of them is the name proper. */
function best(keys: string[], key: string, part: number): number {
  let rank = NONE;
  for (let i = 0; i < keys.length; i++) {
    const other = at(keys, i);
    const place = other === key ? 0 : other.startsWith(key) ? 2 : key.length >= part && other.includes(key) ? 4 : NONE;
    rank = Math.min(rank, place + Number(i > 0));
  }
  return rank;
}
