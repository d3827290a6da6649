export type RankInput = {
  /** Sharpe ratios per year; null where unknown. */
  readonly paperSharpe: number | null;
  readonly backtestSharpe: number | null;
  readonly paperDays: number;
  /** Standard errors between paper and backtest; null while paper is too short. */
  readonly divergenceErrors: number | null;
  /** Positive fractions; null where unknown. */
  readonly paperDrawdown: number | null;
  readonly backtestDrawdown: number | null;
  /** Share of trades that won, and the worst trade's loss over the average win; null where unknown. */
  readonly winRate: number | null;
  readonly worstOverAverageWin: number | null;
};

/** One factor of the score, for those who want to see how it came about. */
export type RankPart = { readonly id: string; readonly label: string; readonly value: number; readonly why: string };

export const rankConstants = {
  /** Days of paper that weigh as much as the assumption that there is no skill at all. */
  priorDays: 120,
  /** What a backtest counts for, and the Sharpe ratio above which it is not believed. */
  backtestWeight: 15,
  believedSharpe: 2,
  hiddenRiskWinRate: 0.85,
  hiddenRiskLoss: 5,
} as const;

/**
 * The published formula: score = evidence x divergence x drawdown x hidden risk.
 *
 * evidence = (paper days x paper Sharpe + 15 x believed backtest Sharpe) / (paper days + 15 + 120): short records shrink towards zero.
 * divergence = 1 / (1 + (errors beyond 1)^2 / 4). drawdown = disclosed / paper where paper fell deeper than the backtest ever did.
 * hidden risk = 1/2 where nearly every trade wins a little and one loses much: the picture of risk that has not shown yet.
 * A negative score is divided by the penalties instead, so that they never help.
 */
export function rankScore(input: RankInput): { readonly score: number; readonly parts: readonly RankPart[] } {
  const { priorDays, backtestWeight, believedSharpe } = rankConstants;
  const paper = input.paperDays * clamp(input.paperSharpe ?? 0, 5);
  const backtest = backtestWeight * clamp(input.backtestSharpe ?? 0, believedSharpe);
  const evidence = (paper + backtest) / (input.paperDays + backtestWeight + priorDays);
  const parts: RankPart[] = [
    {
      id: "evidence",
      label: "Evidence",
      value: evidence,
      why: `${input.paperDays} days of paper; a backtest counts as ${backtestWeight} days, and ${priorDays} days of nothing are mixed in.`,
    },
    divergencePart(input.divergenceErrors),
    drawdownPart(input),
    hiddenRiskPart(input),
  ];
  const penalty = parts.slice(1).reduce((product, { value }) => product * value, 1);
  return { score: evidence >= 0 ? evidence * penalty : evidence / penalty, parts };
}

function divergencePart(errors: number | null): RankPart {
  const label = "Agreement with the backtest";
  if (errors === null) return { id: "divergence", label, value: 1, why: "Paper is too short to compare." };
  const beyond = Math.max(0, Math.abs(errors) - 1);
  const why = `An average day of paper is ${errors.toFixed(1)} standard errors off the backtest's.`;
  return { id: "divergence", label, value: 1 / (1 + (beyond * beyond) / 4), why };
}

function drawdownPart({ paperDrawdown, backtestDrawdown }: RankInput): RankPart {
  const label = "Drawdown as disclosed";
  const isDeeper = paperDrawdown !== null && backtestDrawdown !== null && paperDrawdown > backtestDrawdown;
  const value = isDeeper ? Math.max(0.1, backtestDrawdown / paperDrawdown) : 1;
  const why = isDeeper
    ? "Paper fell deeper than the backtest ever did."
    : "Paper has not fallen deeper than the backtest.";
  return { id: "drawdown", label, value, why };
}

function hiddenRiskPart({ winRate, worstOverAverageWin }: RankInput): RankPart {
  const label = "Hidden risk";
  const { hiddenRiskWinRate, hiddenRiskLoss } = rankConstants;
  const isHidden = (winRate ?? 0) > hiddenRiskWinRate && (worstOverAverageWin ?? 0) > hiddenRiskLoss;
  const why = isHidden
    ? `More than ${100 * hiddenRiskWinRate} % of trades win, and the worst loses more than ${hiddenRiskLoss} average wins.`
    : "No sign of many small wins bought with a rare large loss.";
  return { id: "hidden-risk", label, value: isHidden ? 0.5 : 1, why };
}

function clamp(value: number, limit: number): number {
  return Math.max(-limit, Math.min(limit, value));
}
