/** Returns value over previous value, less one; one element shorter than its input. */
export function simpleReturns(values: Float64Array): Float64Array {
  const count = Math.max(0, values.length - 1);
  const returns = new Float64Array(count);
  for (let i = 0; i < count; i++) returns[i] = (values[i + 1] as number) / (values[i] as number) - 1;
  return returns;
}

/** Returns the values at the given indexes. */
export function pick(values: Float64Array, at: Int32Array): Float64Array {
  const picked = new Float64Array(at.length);
  for (let i = 0; i < at.length; i++) picked[i] = values[at[i] as number] as number;
  return picked;
}
