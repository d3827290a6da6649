type Kernel = (from: number, to: number) => void;
type Columns = readonly Float64Array[];

/**
 * Returns a kernel that hands each stretch of bars on which all inputs (one to three) are known to `stretch`, which writes every
 * output, and leaves the outputs unknown, and all state untouched, on the others.
 */
export function overKnown(inputs: Columns, outputs: Columns, stretch: Kernel): Kernel {
  const a = inputs[0]!;
  const b = inputs[1] ?? a;
  const c = inputs[2] ?? b;
  const three = { a, b, c };
  return (from, to) => {
    // a live run comes bar by bar
    if (to === from + 1 && !Number.isNaN(a[from]! + b[from]! + c[from]!)) {
      stretch(from, to);
      return;
    }
    for (let start = from; start < to; ) {
      let end = endOfKnown(three, start, to);
      if (end > start) stretch(start, end);
      start = end;
      while (end < to && Number.isNaN(a[end]! + b[end]! + c[end]!)) end++;
      if (end > start) for (let k = 0; k < outputs.length; k++) outputs[k]!.fill(Number.NaN, start, end);
      start = end;
    }
  };
}

type Three = { readonly a: Float64Array; readonly b: Float64Array; readonly c: Float64Array };

function endOfKnown({ a, b, c }: Three, from: number, to: number): number {
  let end = from;
  if (b === a && c === a) {
    while (end + 3 < to && !Number.isNaN(a[end]! + a[end + 1]! + (a[end + 2]! + a[end + 3]!))) end += 4;
    while (end < to && !Number.isNaN(a[end]!)) end++;
    return end;
  }
  // a sum is unknown if any part is; so is that of opposite infinities, which no column carries
  while (end + 3 < to) {
    const first = a[end]! + b[end]! + c[end]! + (a[end + 1]! + b[end + 1]! + c[end + 1]!);
    const second = a[end + 2]! + b[end + 2]! + c[end + 2]! + (a[end + 3]! + b[end + 3]! + c[end + 3]!);
    if (Number.isNaN(first + second)) break;
    end += 4;
  }
  while (end < to && !Number.isNaN(a[end]! + b[end]! + c[end]!)) end++;
  return end;
}
