import type { Rolling } from "./step.ts";

/** Returns the kernel of a rolling computation over stretches of known values; both columns may be the same one. */
export function rollingKernel(
  rolling: Rolling,
  cells: Float64Array,
  { source, out }: { readonly source: Float64Array; readonly out: Float64Array },
): (from: number, to: number) => void {
  if (rolling.kernel) return rolling.kernel(cells, source, out);
  const step = rolling.start(cells);
  return (from, to) => {
    for (let i = from; i < to; i++) out[i] = step(source[i]!);
  };
}
