import type { AnalysisContext } from "./analysis-context.ts";
import type { NotAvailable } from "./not-available.ts";
import { statistics } from "./statistic-registry.ts";
import type { StatisticValue } from "./statistic-value.ts";

/** Computes the statistics of the registry: all of them, or those that are asked for. */
export function computeStatistics(context: AnalysisContext, ids: ReadonlySet<string> | null = null): StatisticValue[] {
  return statistics.flatMap((statistic) => {
    if (ids !== null && !ids.has(statistic.id)) return [];
    const { id, label, group, unit, definition } = statistic;
    const marked = statistic.computeMarked?.(context);
    return {
      id,
      label,
      group,
      unit,
      definition,
      ...outcome(statistic.compute(context)),
      ...(marked === undefined ? {} : { marked: outcome(marked) }),
    };
  });
}

/** The last guard: what is not a finite number is never shown as one. */
function outcome(value: number | NotAvailable): { readonly value: number | null; readonly reason?: string } {
  if (typeof value !== "number") return { value: null, reason: value.because };
  if (Number.isFinite(value)) return { value };
  return { value: null, reason: "the figures of this run do not determine it" };
}
