import { divergenceOf } from "@/graph-runtime/analytics/record/divergence.ts";
import { rankScore } from "@/graph-runtime/analytics/record/rank-score.ts";
import { momentsOf } from "@/graph-runtime/analytics/returns/moments.ts";
import { simpleReturns } from "@/graph-runtime/analytics/returns/simple-returns.ts";
import type { TestResult } from "../portfolio/dto.ts";

/** The synthetic market trades every day. */
const daysPerYear = 365;
const curvePoints = 80;

/** Returns what lists and rankings show of a published version, from the platform's backtest and its daily equity on paper. */
export function figuresOf(result: TestResult | null, paper: Float64Array) {
  const figure = (id: string): number | null => result?.statistics.find((one) => one.id === id)?.value ?? null;
  const backtest = Float64Array.from(result?.equity ?? []);
  const divergence = divergenceOf(backtest, paper);
  const since = momentsOf(simpleReturns(paper));
  const paperSharpe = since.deviation > 0 ? (since.mean / since.deviation) * Math.sqrt(daysPerYear) : null;
  const sharpe = figure("sharpe");
  const trades = hiddenRiskOf(result);
  const { score, parts } = rankScore({
    paperSharpe,
    backtestSharpe: sharpe,
    paperDays: since.count,
    divergenceErrors: divergence?.errors ?? null,
    paperDrawdown: divergence?.paperDrawdown ?? null,
    backtestDrawdown: figure("max-drawdown"),
    ...trades,
  });
  const figures = {
    score,
    maxDrawdown: figure("max-drawdown"),
    worstDay: figure("worst-session"),
    cagr: figure("cagr"),
    sharpe,
    totalReturn: figure("total-return"),
    divergence: divergence?.errors ?? null,
    paperDays: since.count,
    curve: thin(backtest),
  };
  return { figures, divergence, parts };
}

/** The worst of the members: one that hides its risk is enough. */
function hiddenRiskOf(result: TestResult | null): { winRate: number | null; worstOverAverageWin: number | null } {
  const members = (result?.members ?? []).map(({ statistics }) => {
    const value = (id: string) => statistics.find((one) => one.id === id)?.value ?? null;
    const [winRate, worst, win] = [value("win-rate"), value("worst-trade"), value("average-win")];
    const ratio = worst !== null && win !== null && win > 0 ? -worst / win : null;
    return { winRate, worstOverAverageWin: ratio };
  });
  const [worst] = members.sort(
    (a, b) => (b.winRate ?? 0) * (b.worstOverAverageWin ?? 0) - (a.winRate ?? 0) * (a.worstOverAverageWin ?? 0),
  );
  return worst ?? { winRate: null, worstOverAverageWin: null };
}

/** At most so many points, the first and the last among them, relative to the start. */
function thin(equity: Float64Array): number[] {
  const first = equity[0];
  if (first === undefined) return [];
  const count = Math.min(curvePoints, equity.length);
  return Array.from({ length: count }, (_, point) => {
    const at = Math.round((point / Math.max(1, count - 1)) * (equity.length - 1));
    return Math.round(((equity[at] ?? first) / first) * 1e4) / 1e4;
  });
}
