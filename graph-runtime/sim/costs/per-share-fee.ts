import type { FeeTask } from "../../engine/ports.ts";

export type PerShareRates = {
  readonly perShare: number;
  readonly minimum: number;
  readonly maximumPercent?: number | undefined;
};

/** Minimum and cap hold over all fills of an order: the first pays the minimum, later ones only what has come due since. */
export function perShareFee(rates: PerShareRates, task: FeeTask, value: number): number {
  const total = (task.filled + task.quantity) * rates.perShare;
  const cap =
    rates.maximumPercent === undefined
      ? Number.POSITIVE_INFINITY
      : ((task.filledValue + value) * rates.maximumPercent) / 100;
  return Math.max(0, Math.min(Math.max(total, rates.minimum), cap) - task.paid);
}
