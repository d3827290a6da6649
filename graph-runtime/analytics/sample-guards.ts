import type { AnalysisContext } from "./analysis-context.ts";
import type { BenchmarkPass } from "./benchmark/benchmark-pass.ts";
import { type NotAvailable, notAvailable } from "./not-available.ts";

/** Below this many session returns, figures of their distribution say nothing. */
export const MINIMUM_SAMPLES = 30;

/** A deviation below this is the residue of rounding. */
export const MINIMUM_DEVIATION = 1e-12;

/** Says why session returns can carry no statistic, or null where they can. */
export function whyNoReturns({ returns, sessionEquity }: AnalysisContext): NotAvailable | null {
  if (returns.length < MINIMUM_SAMPLES) {
    return notAvailable(`there are only ${returns.length} session returns, and at least ${MINIMUM_SAMPLES} are needed`);
  }
  for (const equity of sessionEquity) {
    if (!(equity > 0)) return notAvailable("equity fell to zero or below, where returns mean nothing");
  }
  return null;
}

/** As whyNoReturns, and also where the returns do not vary. */
export function whyNoDeviation(context: AnalysisContext): NotAvailable | null {
  const why = whyNoReturns(context);
  if (why) return why;
  return context.moments.deviation < MINIMUM_DEVIATION ? notAvailable("the session returns do not vary") : null;
}

/** Calls `compute` with the benchmark, or says why there is nothing to compare with. */
export function withBenchmark(
  context: AnalysisContext,
  compute: (benchmark: BenchmarkPass) => number | NotAvailable,
): number | NotAvailable {
  const why = whyNoReturns(context);
  if (why) return why;
  const { benchmark } = context;
  if (benchmark === null || Number.isNaN(benchmark.moments.mean))
    return notAvailable("there is no benchmark for the whole run");
  return compute(benchmark);
}

/** As withBenchmark, and also refuses a benchmark whose returns do not vary. */
export function withVaryingBenchmark(
  context: AnalysisContext,
  compute: (benchmark: BenchmarkPass) => number | NotAvailable,
): number | NotAvailable {
  return withBenchmark(context, (benchmark) =>
    benchmark.moments.deviation < MINIMUM_DEVIATION
      ? notAvailable("the benchmark's returns do not vary")
      : compute(benchmark),
  );
}
