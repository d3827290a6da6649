import type { Kernel } from "./define-node.ts";

/**
 * Returns the kernel that takes stretches of bars by the one function and single bars by the other. A live run comes bar by bar and calls
 * the second alone, so that what V8 compiles for it is short: it inlines so much into one function and no more, and what is not inlined
 * makes an object of each number that goes in and out.
 */
export function byBar(stretches: (from: number, to: number) => void, bar: (at: number) => void): Kernel {
  const kernel = (from: number, to: number): void => {
    if (to === from + 1) bar(from);
    else stretches(from, to);
  };
  return Object.assign(kernel, { bar });
}
