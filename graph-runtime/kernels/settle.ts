/** A hundredth of the promise, so that sums and differences of several averages keep it too. */
const TARGET = 1e-11;

/** Returns the bars until a start value that decays by `factor` (0 to 1) each bar weighs less than 1e-9. */
export function settleBars(factor: number): number {
  if (factor <= 0) return 0;
  let weight = 1;
  let bars = 0;
  // doubling first keeps this short for factors close to one
  let step = factor;
  const steps: number[] = [];
  while (step > TARGET && steps.length < 40) {
    steps.push(step);
    step *= step;
  }
  for (let k = steps.length - 1; k >= 0; k--) {
    if (weight * steps[k]! > TARGET) {
      weight *= steps[k]!;
      bars += powerOfTwo(k);
    }
  }
  return bars + 1;
}

function powerOfTwo(exponent: number): number {
  let value = 1;
  for (let i = 0; i < exponent; i++) value *= 2;
  return value;
}
