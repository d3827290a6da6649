import { grouped } from "../../core/grouped.ts";
import type { AnalysisContext } from "../analysis-context.ts";
import type { Finding } from "./finding.ts";

/** One check of the automatic critique: looks at a run and remarks on it, or has nothing to say. */
export type Check = {
  readonly id: string;
  readonly title: string;
  run(context: AnalysisContext): Omit<Finding, "id" | "title"> | null;
};

export function defineCheck(check: Check): Check {
  return check;
}

/** Rounds a figure for a sentence, to at most `digits` decimals. */
export function shown(value: number, digits = 2): string {
  let unit = 1;
  for (let i = 0; i < digits; i++) unit *= 10;
  return grouped(Math.round(value * unit) / unit);
}

/** A fraction as a percentage for a sentence. */
export function percent(fraction: number): string {
  return `${shown(fraction * 100, 1)} %`;
}
