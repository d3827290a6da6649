import { z } from "zod";
import type { HoldKind } from "@/graph-runtime/risk/basket-limits.ts";
import { type PlatformTest, tellsNodes } from "../portfolio/dto.ts";
import type { RegionRules } from "../region/service.ts";
import type { FindingDto, ListingRecordDto } from "./dto.ts";

// What says how much was lost, and how deep: shown everywhere. All else of these groups tells returns.
const riskIds = new Set([
  "max-drawdown",
  "longest-drawdown-days",
  "worst-session",
  "historical-cvar-95",
  "historical-var-95",
  "historical-cvar-99",
  "volatility",
  "ulcer-index",
  "average-drawdown",
]);
const returnIds = new Set([
  "total-return",
  "cagr",
  "sharpe",
  "sortino",
  "calmar",
  "best-session",
  "winning-sessions",
  "skew",
]);
const tradeIds = new Set(["trade-count", "loss-streak", "exposure", "turnover", "costs-share", "average-bars-held"]);
const winIds = new Set(["win-rate", "profit-factor", "payoff"]);
const costIds = new Set(["costs", "slippage", "fill", "intrabar"]);
const tellsReturns = new Set([
  "crisis-windows",
  "worse-than-benchmark",
  "profit-from-few-trades",
  "open-at-end",
  "costs-eat-profit",
  "lucky-path",
  "stop-target-pairing",
]);
const mostPoints = 500;

const Finding = z.object({ id: z.string(), title: z.string(), severity: z.string(), message: z.string() });

/** Returns what of the platform's backtest may be shown by the rules of the region, sealed members without a word of their graph. */
export function showRecord(
  test: PlatformTest | null,
  { showsReturns }: Pick<RegionRules, "showsReturns">,
  sealed: readonly boolean[],
): ListingRecordDto {
  const nothing = { from: null, to: null, risk: [], lossDays: null, returns: null, curve: null };
  const keepsLimits = test?.rule.limits !== undefined;
  const progress = test?.progress ?? 0;
  const empty = { ...nothing, progress, correlation: [], worstDays: [], keepsLimits, reached: [], members: [] };
  if (test === null) return { status: "none", error: null, ...empty };
  const { result, status, error } = test;
  if (result === null) return { status, error: error?.message ?? null, ...empty };
  const pick = (ids: ReadonlySet<string>, from: typeof result.statistics) => from.filter(({ id }) => ids.has(id));
  return {
    status,
    progress,
    error: null,
    from: result.days[0] ?? null,
    to: result.days.at(-1) ?? null,
    risk: pick(riskIds, result.statistics),
    lossDays: result.lossDays,
    returns: showsReturns ? pick(returnIds, result.statistics) : null,
    curve: showsReturns ? thin(result.days, result.equity) : null,
    correlation: result.correlation,
    worstDays: showsReturns ? result.worstDays : [],
    keepsLimits,
    // a locked profit tells of a return
    reached: countReached(result.reached.filter(({ kind }) => showsReturns || kind !== "lock-profit")),
    members: result.members.map((member, index) => ({
      name: member.name,
      datasetName: member.datasetName,
      synthetic: member.synthetic,
      snapshotId: member.snapshotId,
      fingerprint: member.fingerprint,
      risk: pick(riskIds, member.statistics),
      returns: showsReturns ? pick(returnIds, member.statistics) : null,
      trades: member.statistics.filter(({ id }) => tradeIds.has(id) || (showsReturns && winIds.has(id))),
      significance: showsReturns ? member.statistics.filter(({ group }) => group === "significance") : [],
      costs: member.assumptions.filter(({ id }) => costIds.has(id)),
      critique: findingsOf(member.critique, { isSealed: sealed[index] ?? true, showsReturns }),
    })),
  };
}

function countReached(reached: readonly { readonly day: string; readonly kind: HoldKind }[]) {
  const days = new Map<HoldKind, Set<string>>();
  for (const { day, kind } of reached) days.set(kind, (days.get(kind) ?? new Set()).add(day));
  return [...days].map(([kind, { size }]) => ({ kind, days: size }));
}

function findingsOf(
  critique: readonly unknown[],
  { isSealed, showsReturns }: { readonly isSealed: boolean; readonly showsReturns: boolean },
): z.infer<typeof FindingDto>[] {
  return critique.flatMap((one) => {
    const { data } = Finding.safeParse(one);
    if (data === undefined) return [];
    const isHidden = (isSealed && tellsNodes.has(data.id)) || (!showsReturns && tellsReturns.has(data.id));
    return [{ ...data, message: isHidden ? null : data.message }];
  });
}

function thin(days: readonly string[], equity: readonly number[]): { days: string[]; equity: number[] } {
  const count = Math.min(mostPoints, days.length);
  const at = Array.from({ length: count }, (_, point) =>
    Math.round((point / Math.max(1, count - 1)) * (days.length - 1)),
  );
  return { days: at.map((index) => days[index] ?? ""), equity: at.map((index) => equity[index] ?? 0) };
}
