import type { AnalysisContext } from "../analysis-context.ts";
import { ambiguousBarsMatter } from "./ambiguous-bars-matter.ts";
import { capacity } from "./capacity.ts";
import { costsEatProfit } from "./costs-eat-profit.ts";
import { crisisWindows } from "./crisis-windows.ts";
import { dataGaps } from "./data-gaps.ts";
import type { Check } from "./define-check.ts";
import { deniedOrders } from "./denied-orders.ts";
import { fewTrades } from "./few-trades.ts";
import { fillsOutsideHours } from "./fills-outside-hours.ts";
import type { Finding } from "./finding.ts";
import { flatEquity } from "./flat-equity.ts";
import { leverage } from "./leverage.ts";
import { lookAhead } from "./look-ahead.ts";
import { luckyPath } from "./lucky-path.ts";
import { margin } from "./margin.ts";
import { noTrades } from "./no-trades.ts";
import { notSignificant } from "./not-significant.ts";
import { openAtEnd } from "./open-at-end.ts";
import { profitFromFewTrades } from "./profit-from-few-trades.ts";
import { staleFills } from "./stale-fills.ts";
import { stopTargetPairing } from "./stop-target-pairing.ts";
import { survivorship } from "./survivorship.ts";
import { tooManyParameters } from "./too-many-parameters.ts";
import { warmUp } from "./warm-up.ts";
import { worseThanBenchmark } from "./worse-than-benchmark.ts";

const CHECKS: readonly Check[] = [
  noTrades,
  fewTrades,
  tooManyParameters,
  deniedOrders,
  staleFills,
  stopTargetPairing,
  flatEquity,
  worseThanBenchmark,
  notSignificant,
  luckyPath,
  crisisWindows,
  leverage,
  margin,
  fillsOutsideHours,
  costsEatProfit,
  profitFromFewTrades,
  ambiguousBarsMatter,
  capacity,
  lookAhead,
  warmUp,
  survivorship,
  dataGaps,
  openAtEnd,
];

const ORDER: Record<Finding["severity"], number> = { serious: 0, warning: 1, info: 2 };

/** Runs all checks; the gravest findings come first. */
export function critiqueOf(context: AnalysisContext): Finding[] {
  const findings: Finding[] = [];
  for (const check of CHECKS) {
    const found = check.run(context);
    if (found) findings.push({ id: check.id, title: check.title, ...found });
  }
  return findings.sort((a, b) => ORDER[a.severity] - ORDER[b.severity]);
}
