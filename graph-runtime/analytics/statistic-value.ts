import type { StatisticGroup, StatisticUnit } from "./define-statistic.ts";

/** A statistic of one run, ready to be stored and shown. */
export type StatisticValue = {
  readonly id: string;
  readonly label: string;
  readonly group: StatisticGroup;
  /** null where the number would mean nothing; `reason` then says why ("n/a, because ..."). */
  readonly value: number | null;
  readonly unit: StatisticUnit;
  readonly definition: string;
  readonly reason?: string;
  /** Trade statistics only: the value with open trades counted at the last close. `value` is "closed only". */
  readonly marked?: { readonly value: number | null; readonly reason?: string };
};
