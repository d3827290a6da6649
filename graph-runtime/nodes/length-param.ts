import { z } from "zod";

/** Returns the schema of a look-back length in bars. */
export function lengthParam(defaultLength: number, label = "Length", min = 1) {
  return z
    .int()
    .min(min)
    .max(5_000)
    .default(defaultLength)
    .meta({ label, unit: "bars", control: "number", primary: true });
}
