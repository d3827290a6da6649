import type { Kernel } from "../../define-node.ts";

type AlignState = { readonly seen: Float64Array; readonly last: Float64Array };

/** Returns the kernel that shows, on each base bar, the source's value at the last bar of its own clock that has closed. */
export function alignKernel(source: Float64Array, out: Float64Array, state: AlignState, closed: Float64Array): Kernel {
  return (from, to) => {
    let last = state.seen[0] === 1 ? state.last[0]! : Number.NaN;
    let any = state.seen[0]!;
    for (let i = from; i < to; i++) {
      const count = closed[i]!;
      if (count > 0) {
        last = source[count - 1]!;
        any = 1;
      }
      out[i] = last;
    }
    state.seen[0] = any;
    state.last[0] = last;
  };
}
