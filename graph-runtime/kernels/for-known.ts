/**
 * Returns a kernel that calls `step` on the bars where every input is known, and leaves the outputs unknown (and the state
 * untouched) on the others. `step` writes every output.
 */
export function forKnown(
  inputs: readonly Float64Array[],
  outputs: readonly Float64Array[],
  step: (bar: number) => void,
): (from: number, to: number) => void {
  const count = inputs.length;
  return (from, to) => {
    for (let i = from; i < to; i++) {
      let isKnown = true;
      for (let k = 0; k < count; k++) if (Number.isNaN(inputs[k]![i]!)) isKnown = false;
      if (isKnown) step(i);
      else for (const output of outputs) output[i] = Number.NaN;
    }
  };
}
