import type { ShownStatistic } from "./shown-statistic.ts";

/** The figures at the head of a result, in this order, and whether their sign is a gain or a loss. */
const headline: readonly { readonly id: string; readonly signed: boolean }[] = [
  { id: "net-profit", signed: true },
  { id: "cagr", signed: true },
  { id: "max-drawdown", signed: false },
  { id: "max-drawdown-amount", signed: false },
  { id: "max-drawdown-days", signed: false },
  { id: "sharpe", signed: false },
  { id: "sortino", signed: false },
  { id: "calmar", signed: false },
  { id: "profit-factor", signed: false },
  { id: "win-rate", signed: false },
  { id: "expectancy", signed: true },
  { id: "trade-count", signed: false },
  { id: "exposure", signed: false },
  { id: "peak-position-value", signed: false },
  { id: "return-on-peak-value", signed: true },
  { id: "costs-share", signed: false },
  { id: "probabilistic-sharpe", signed: false },
  { id: "deflated-sharpe", signed: false },
];

export function headlineStatistics(statistics: readonly ShownStatistic[]) {
  return headline.flatMap(({ id, signed }) => {
    const statistic = statistics.find((candidate) => candidate.id === id);
    return statistic ? [{ statistic, signed }] : [];
  });
}
