import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const VectorFile = z.object({
  function: z.string(),
  talib: z.string(),
  inputs: z.array(z.string()),
  cases: z.array(
    z.object({
      series: z.string(),
      params: z.record(z.string(), z.number()),
      lookback: z.int(),
      outputs: z.record(z.string(), z.array(z.number())),
    }),
  ),
});
export type VectorFile = z.infer<typeof VectorFile>;

const Hits = z.array(z.tuple([z.int(), z.int()]));
const PatternFile = z.object({
  talib: z.string(),
  params: z.record(z.string(), z.number()),
  lookback: z.int(),
  segments: z.array(z.object({ seed: z.int(), hits: Hits })).min(1),
  series: z.array(z.object({ series: z.string(), hits: Hits })),
});

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`${name}.json`, import.meta.url)), "utf8"));

export const taFunctions = z.object({ talib: z.string(), functions: z.array(z.string()) }).parse(read("functions"));

const allSeries = z.record(z.string(), z.record(z.string(), z.array(z.number()))).parse(read("series"));

/** Returns a column of a series, such as the closes of "jumpy". */
export function taColumn(series: string, name: string): Float64Array {
  return Float64Array.from(allSeries[series]![name]!);
}

export const readVectors = (name: string): VectorFile => VectorFile.parse(read(name));
export const readPattern = (name: string): z.infer<typeof PatternFile> => PatternFile.parse(read(name));
