/** Cells that a rolling extreme needs for a window of `length`. */
export function extremeCells(length: number): { values: number; places: number; window: number } {
  return { values: length, places: length, window: 3 };
}

/**
 * Pushes a value into a rolling maximum (sign 1) or minimum (sign -1) kept as a monotonic queue in a ring.
 * `window` holds head, size and count of values seen. Returns the extreme of the last `length` values.
 */
export function pushExtreme(
  cells: { values: Float64Array; places: Float64Array; window: Float64Array },
  value: number,
  sign: 1 | -1,
): number {
  const { values, places, window } = cells;
  const length = values.length;
  let head = window[0]!;
  let size = window[1]!;
  const now = window[2]!;
  if (size > 0 && places[head]! <= now - length) {
    head = head + 1 === length ? 0 : head + 1;
    size--;
  }
  while (size > 0) {
    const tail = head + size - 1;
    const last = tail >= length ? tail - length : tail;
    if (sign * values[last]! > sign * value) break;
    size--;
  }
  const slot = head + size;
  const at = slot >= length ? slot - length : slot;
  values[at] = value;
  places[at] = now;
  window[0] = head;
  window[1] = size + 1;
  window[2] = now + 1;
  return values[head]!;
}
