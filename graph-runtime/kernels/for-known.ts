type Kernel = (from: number, to: number) => void;
type Columns = readonly Float64Array[];

/**
 * Returns a kernel that calls `step` on the bars where every input is known, and leaves the outputs unknown (and the state
 * untouched) on the others. `step` writes every output.
 */
export function forKnown(inputs: Columns, outputs: Columns, step: (bar: number) => void): Kernel {
  const [a, b, c, d, ...rest] = inputs;
  if (!a) return forEach(step);
  // an input that is missing is like the first: known where that is
  const [second, third, fourth] = [b ?? a, c ?? b ?? a, d ?? a];
  return (from, to) => {
    for (let i = from; i < to; i++) {
      // a sum is unknown if any part is; so is that of opposite infinities, which no column carries
      let known = a[i]! + second[i]! + third[i]! + fourth[i]!;
      for (let k = 0; k < rest.length; k++) known += rest[k]![i]!;
      if (Number.isNaN(known)) for (let k = 0; k < outputs.length; k++) outputs[k]![i] = Number.NaN;
      else step(i);
    }
  };
}

function forEach(step: (bar: number) => void): Kernel {
  return (from, to) => {
    for (let i = from; i < to; i++) step(i);
  };
}
