export type NumberBounds = { readonly integer: boolean; readonly min?: number; readonly max?: number };

export type ParsedNumber = { readonly value: number } | { readonly error: string };

/** Reads what a person typed into a number field, or says what was expected. */
export function parseNumber(text: string, bounds: NumberBounds): ParsedNumber {
  const cleaned = text
    .trim()
    .replaceAll(/[\s_']/g, "")
    .replace(/,(?=\d{3}(\D|$))/g, "")
    .replace(",", ".")
    .replace(/%$/, "");
  const value = cleaned === "" ? Number.NaN : Number(cleaned);
  if (!Number.isFinite(value)) return { error: "Enter a number." };
  const problem = checkNumber(value, bounds);
  return problem === null ? { value } : { error: problem };
}

export function checkNumber(value: number, bounds: NumberBounds): string | null {
  if (bounds.integer && !Number.isInteger(value)) return "Enter a whole number.";
  if (bounds.min !== undefined && value < bounds.min) return `Must be ${bounds.min} or more.`;
  if (bounds.max !== undefined && value > bounds.max) return `Must be ${bounds.max} or less.`;
  return null;
}

/** Returns the value a number of steps away, on the step's own grid and within the bounds. */
export function stepNumber(value: number, step: number, count: number, bounds: NumberBounds): number {
  const decimals = Math.max(0, -Math.floor(Math.log10(step)));
  const moved = Number((value + step * count).toFixed(Math.min(12, decimals)));
  return Math.min(bounds.max ?? moved, Math.max(bounds.min ?? moved, moved));
}
