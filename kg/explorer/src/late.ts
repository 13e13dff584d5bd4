// Programs of sigma's that are compiled when they first have something to draw, or before that on demand.
type Made = { reallocate(capacity: number): void; process(...row: never[]): void; render(...params: never[]): void; kill(): void };
type Maker<Parts extends unknown[]> = new (...parts: Parts) => Made;

export interface Late<Parts extends unknown[]> {
  Program: Maker<Parts>;
  /** Compile now. */
  make(): void;
}

export function late<Parts extends unknown[]>(Program: Maker<Parts>): Late<Parts> {
  const waiting = new Set<() => void>();
  class Waiting implements Made {
    private made: Made | null = null;
    private readonly parts: Parts;
    private readonly wake = (): Made => {
      waiting.delete(this.wake);
      return (this.made ??= new Program(...this.parts));
    };

    constructor(...parts: Parts) {
      this.parts = parts;
      waiting.add(this.wake);
    }
    reallocate(capacity: number): void {
      if (this.made || capacity > 0) this.wake().reallocate(capacity);
    }
    process(...row: never[]): void {
      this.wake().process(...row);
    }
    render(...params: never[]): void {
      this.made?.render(...params);
    }
    kill(): void {
      waiting.delete(this.wake);
      this.made?.kill();
    }
  }
  return { Program: Waiting, make: () => waiting.forEach((wake) => wake()) };
}
