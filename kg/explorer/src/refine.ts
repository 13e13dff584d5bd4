// ForceAtlas2 in a worker, on demand: from where the nodes are, for a while.
import Supervisor from "graphology-layout-forceatlas2/worker";
import type Graph from "graphology";
import { inferSettings } from "graphology-layout-forceatlas2";

const LONGEST = 8000; // ms

export class Refine {
  private running: { supervisor: Supervisor; timer: number } | null = null;

  constructor(private readonly ended: () => void) {}

  get active(): boolean {
    return this.running !== null;
  }

  /** `graph` takes the places that come. */
  start(graph: Graph, fixed: Iterable<number>): void {
    for (const node of fixed) graph.setNodeAttribute(String(node), "fixed", true);
    const settings = { ...inferSettings(graph), adjustSizes: false, slowDown: 6 };
    const supervisor = new Supervisor(graph, { settings });
    supervisor.start();
    this.running = { supervisor, timer: window.setTimeout(() => this.stop(), LONGEST) };
  }

  stop(): void {
    if (!this.running) return;
    clearTimeout(this.running.timer);
    this.running.supervisor.kill();
    this.running = null;
    this.ended();
  }
}
