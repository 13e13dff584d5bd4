// Sigma without the third of its WebGL contexts, in which it draws the node under the mouse once more
// above the words: our words keep clear of nodes, and a context takes longer to make than a thousand nodes.
import Sigma from "sigma";

const SPARED = "hoverNodes";

/** All that sigma does with a context itself. */
const NOTHING = {
  ONE: 1,
  ONE_MINUS_SRC_ALPHA: 771,
  COLOR_BUFFER_BIT: 16384,
  blendFunc(): void {},
  viewport(): void {},
  clear(): void {},
  getExtension: (): null => null,
};

export class Sheet extends Sigma {
  override createWebGLContext(id: string, options?: Parameters<Sigma["createWebGLContext"]>[1]): WebGLRenderingContext {
    if (id !== SPARED) return super.createWebGLContext(id, options);
    this.createCanvas(id); // sigma gives it a size
    return super.createWebGLContext(id, { canvas: { getContext: () => NOTHING } as never });
  }
}

/** A program for that context. */
export class Silent {
  reallocate(): void {}
  process(): void {}
  render(): void {}
  kill(): void {}
}
