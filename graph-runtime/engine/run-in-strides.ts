import type { Kernel } from "../nodes/define-node.ts";

/**
 * Bars that one kernel does before the next takes over. A stride of all columns stays in the fastest cache, and a kernel is
 * called often enough to be compiled as a whole: from a few long calls only its loop is, which a later call of one bar enters
 * and leaves at ten times the price.
 */
const STRIDE = 256;

/**
 * A loop that the compiler finds running while its kernel is being compiled is compiled once more by itself, and now and then the
 * kernel then stays uncompiled for every other lane: bar by bar it takes ten times as long for ever. So the first turns of a process
 * are short.
 */
const FIRST_STRIDE = 16;
let shortOnes = 8_000;

/** Runs the kernels, each of which may read what those before it wrote, over the first `count` bars of the block. */
export function runInStrides(kernels: readonly Kernel[], count: number): void {
  if (count === 1) {
    // a live run comes bar by bar
    for (let index = 0; index < kernels.length; index++) {
      const kernel = kernels[index]!;
      kernel(0, 1);
    }
    return;
  }
  for (let from = 0; from < count; ) {
    const to = Math.min(from + (shortOnes > 0 ? FIRST_STRIDE : STRIDE), count);
    if (shortOnes > 0) shortOnes--;
    for (let index = 0; index < kernels.length; index++) kernels[index]!(from, to);
    from = to;
  }
}
