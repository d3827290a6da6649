import type { ShownStatistic } from "./shown-statistic.ts";

/** The figures at the head of a result, in this order, and whether their sign is a gain or a loss. */
const headline: readonly {
  readonly id: string;
  readonly signed: boolean /** Where its own is too long for a tile. */;
  readonly label?: string;
}[] = [
  { id: "net-profit", signed: true },
  { id: "cagr", signed: true },
  { id: "max-drawdown", signed: false },
  { id: "max-drawdown-amount", signed: false, label: "Drawdown, money" },
  { id: "max-drawdown-days", signed: false, label: "Drawdown, duration" },
  { id: "sharpe", signed: false },
  { id: "sortino", signed: false },
  { id: "calmar", signed: false },
  { id: "profit-factor", signed: false },
  { id: "win-rate", signed: false },
  { id: "expectancy", signed: true },
  { id: "trade-count", signed: false },
  { id: "exposure", signed: false },
  { id: "peak-position-value", signed: false },
  { id: "return-on-peak-value", signed: true, label: "Return on peak value" },
  { id: "costs-share", signed: false },
  { id: "probabilistic-sharpe", signed: false, label: "Probabilistic Sharpe" },
  { id: "deflated-sharpe", signed: false, label: "Deflated Sharpe" },
];

export function headlineStatistics(statistics: readonly ShownStatistic[]) {
  return headline.flatMap(({ id, signed, label }) => {
    const statistic = statistics.find((candidate) => candidate.id === id);
    return statistic ? [{ statistic: label === undefined ? statistic : { ...statistic, label }, signed }] : [];
  });
}
