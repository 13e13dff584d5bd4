// What `kg serve` adds to a page that holds a part of the graph only: the rest, by neighbourhood.
import type { Data, Payload } from "./data";

export class Live {
  private readonly asked = new Set<string>();

  constructor(
    private readonly data: Data,
    private readonly came: (nodes: number[]) => void,
  ) {}

  /** Bring what lies around a node; gives whether anything new came. */
  around(id: string): Promise<boolean> {
    return this.part(`explorer/part?node=${encodeURIComponent(id)}`);
  }

  /** Bring nodes that words may mean. */
  find(words: string): Promise<boolean> {
    return this.part(`explorer/find?words=${encodeURIComponent(words)}`);
  }

  private async part(address: string): Promise<boolean> {
    if (this.asked.has(address)) return false;
    this.asked.add(address);
    const response = await fetch(address);
    if (!response.ok) return false;
    const { size, edgeCount } = this.data;
    const fresh = this.data.add((await response.json()) as Payload);
    const grown = this.data.size > size || this.data.edgeCount > edgeCount;
    if (grown) this.came(fresh);
    return grown;
  }
}

/** Served, and less than all: there is something to bring. */
export function servable(data: Data): boolean {
  return location.protocol.startsWith("http") && data.payload.whole !== null;
}
