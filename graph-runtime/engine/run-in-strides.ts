import type { Kernel } from "../nodes/define-node.ts";

/**
 * Bars that one kernel does before the next takes over. A stride of all columns stays in the fastest cache, and a kernel is
 * called often enough to be compiled as a whole: from a few long calls only its loop is, which a later call of one bar enters
 * and leaves at ten times the price.
 */
const STRIDE = 256;

/** Runs the kernels, each of which may read what those before it wrote, over the first `count` bars of the block. */
export function runInStrides(kernels: readonly Kernel[], count: number): void {
  for (let from = 0; from < count; from += STRIDE) {
    const to = Math.min(from + STRIDE, count);
    for (let index = 0; index < kernels.length; index++) kernels[index]!(from, to);
  }
}
