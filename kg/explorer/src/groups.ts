// Numbers by their owner, in two typed arrays: thousands of short lists cost time and memory.

export class Groups {
  private readonly starts: Uint32Array; // owner -> place of its first item; one more than there are owners
  private readonly items: Uint32Array;

  /** Item i belongs to what stands at i in each of the columns, once where they name the same owner. */
  constructor(size: number, ...columns: readonly number[][]) {
    this.starts = new Uint32Array(size + 1);
    const { starts } = this;
    each(columns, (owner) => (starts[owner + 1] = (starts[owner + 1] ?? 0) + 1));
    for (let owner = 0; owner < size; owner++) starts[owner + 1] = (starts[owner + 1] ?? 0) + (starts[owner] ?? 0);
    const next = starts.slice();
    this.items = new Uint32Array(starts[size] ?? 0);
    each(columns, (owner, item) => {
      const place = next[owner] ?? 0;
      this.items[place] = item;
      next[owner] = place + 1;
    });
  }

  /** The item of an owner that has just one. */
  only(owner: number): number | undefined {
    const start = this.starts[owner] ?? 0;
    return this.starts[owner + 1] === start + 1 ? this.items[start] : undefined;
  }

  /** In ascending order; none for an owner that came later. */
  of(owner: number): number[] {
    const found: number[] = [];
    const end = this.starts[owner + 1] ?? 0;
    for (let place = this.starts[owner] ?? 0; place < end; place++) found.push(this.items[place] as number);
    return found;
  }
}

function each(columns: readonly number[][], take: (owner: number, item: number) => void): void {
  const [first = [], second] = columns;
  for (let item = 0; item < first.length; item++) {
    const owner = first[item] as number;
    take(owner, item);
    const other = second?.[item];
    if (other !== undefined && other !== owner) take(other, item);
  }
}
