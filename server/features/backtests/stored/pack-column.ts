import { type Column, type ColumnBundle, columnOf } from "@/graph-runtime/core/column-bundle.ts";

/**
 * How a column of numbers is kept: as it is, as stretches of equal steps (times of bars), as whole numbers of a power of ten (prices),
 * or only where it changes (equity and exposure while nothing is held). Whatever is chosen gives back every bit.
 */
export type Packing = { readonly form: "plain" | "steps" | "changes" } | { readonly form: "decimals"; digits: number };
export type Packed = { readonly packing: Packing; readonly columns: Readonly<Record<string, Column>> };

const stepCells = 3;
const mostDigits = 6;
/** What is looked at of a column before all of it is: most columns are no prices. */
const samples = 64;

/** Returns a column in the smallest of these forms, as columns whose names begin with its own. */
export function packColumn(name: string, column: Float64Array): Packed {
  const steps = stepsOf(column);
  if (steps !== null) return { packing: { form: "steps" }, columns: { [name]: steps } };
  const changes = countChanges(column);
  if (changes > column.length / 2) {
    const digits = digitsOf(column);
    if (digits !== null)
      return { packing: { form: "decimals", digits }, columns: { [name]: integersOf(column, digits) } };
  }
  if (changes > column.length * 0.9) return { packing: { form: "plain" }, columns: { [name]: column } };
  return { packing: { form: "changes" }, columns: changesOf(name, column, changes) };
}

/** Returns the column of `length` numbers that packColumn was given. */
export function unpackColumn(bundle: ColumnBundle, name: string, packing: Packing, length: number): Float64Array {
  const kept = columnOf(bundle, name);
  switch (packing.form) {
    case "plain":
      return kept as Float64Array;
    case "steps": {
      const column = new Float64Array(length);
      let at = 0;
      for (let cell = 0; cell < kept.length; cell += stepCells) {
        const [from, step, count] = [kept[cell]!, kept[cell + 1]!, kept[cell + 2]!];
        for (let k = 0; k < count; k++) column[at++] = from + step * k;
      }
      return column;
    }
    case "decimals": {
      const scale = 10 ** packing.digits;
      const column = new Float64Array(length);
      for (let i = 0; i < length; i++) column[i] = kept[i]! / scale;
      return column;
    }
    case "changes": {
      const marks = columnOf(bundle, `${name}.marks`);
      const column = new Float64Array(length);
      let at = -1;
      for (let i = 0; i < length; i++) {
        if ((marks[i >> 3]! >> (i & 7)) & 1) at++;
        column[i] = kept[at]!;
      }
      return column;
    }
  }
}

/** Stretches as first value, step and count; null where they would take more than half of the column. */
function stepsOf(column: Float64Array): Float64Array | null {
  const stretches: number[] = [];
  const most = column.length / 2;
  for (let first = 0; first < column.length; ) {
    const from = column[first]!;
    const step = first + 1 < column.length ? column[first + 1]! - from : 0;
    if (!Number.isSafeInteger(from) || !Number.isSafeInteger(step)) return null;
    let end = first;
    while (end < column.length && Object.is(from + step * (end - first), column[end])) end++;
    // A zero with a sign is no whole number that steps could give.
    if (end === first) return null;
    stretches.push(from, step, end - first);
    if (stretches.length > most) return null;
    first = end;
  }
  return Float64Array.from(stretches);
}

function countChanges(column: Float64Array): number {
  let changes = Math.min(1, column.length);
  for (let i = 1; i < column.length; i++) if (!Object.is(column[i], column[i - 1])) changes++;
  return changes;
}

function changesOf(name: string, column: Float64Array, changes: number): Record<string, Column> {
  const marks = new Uint8Array((column.length + 7) >> 3);
  const values = new Float64Array(changes);
  let at = 0;
  for (let i = 0; i < column.length; i++) {
    if (i > 0 && Object.is(column[i], column[i - 1])) continue;
    marks[i >> 3]! |= 1 << (i & 7);
    values[at++] = column[i]!;
  }
  return { [name]: values, [`${name}.marks`]: marks };
}

/** The fewest decimals with which every number is a whole number of 32 bits; null where there are none. */
function digitsOf(column: Float64Array): number | null {
  const stride = Math.max(1, Math.floor(column.length / samples));
  for (let digits = 0; digits <= mostDigits; digits++) {
    const scale = 10 ** digits;
    if (fitsEvery(column, scale, stride) && fitsEvery(column, scale, 1)) return digits;
  }
  return null;
}

function integersOf(column: Float64Array, digits: number): Int32Array {
  const scale = 10 ** digits;
  const integers = new Int32Array(column.length);
  for (let i = 0; i < column.length; i++) integers[i] = Math.round(column[i]! * scale);
  return integers;
}

function fitsEvery(column: Float64Array, scale: number, stride: number): boolean {
  for (let i = 0; i < column.length; i += stride) {
    const value = column[i]!;
    // Beyond 32 bits this is another number, and so are NaN and -0.
    if (!Object.is((Math.round(value * scale) | 0) / scale, value)) return false;
  }
  return true;
}
