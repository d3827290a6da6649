import type { Settings } from "../graph/settings.ts";
import type { Ledger } from "./ledger.ts";
import type { WorkingOrder } from "./working-order.ts";

export type BuyingPowerBooks = {
  readonly ledger: Ledger;
  readonly settings: Settings;
  /** Working entries of all lanes. */
  readonly entries: readonly WorkingOrder[];
};

export type BuyingPowerTask = {
  readonly equity: number;
  readonly buys: boolean;
  /** Value of an opposite position that the same order closes first. */
  readonly freed: number;
  /** Money that sales decided at the same moment bring in before this order fills. */
  readonly proceeds?: number;
};

/** Returns the money that a new entry may use, after positions and working entries. */
export function buyingPower(books: BuyingPowerBooks, task: BuyingPowerTask): number {
  const { ledger, settings, entries } = books;
  const { equity, buys, freed, proceeds = 0 } = task;
  let reserved = 0;
  for (const { record } of entries) {
    const level = record.limitPrice ?? record.stopPrice ?? ledger.mark[record.lane]!;
    reserved += (record.quantity - record.filledQuantity) * level * ledger.multiplier[record.lane]!;
  }
  const { account, leverage, initialMarginPercent } = settings.execution;
  if (account === "cash") return buys ? ledger.spendable() + proceeds - reserved : 0;
  const multiple = initialMarginPercent === undefined ? leverage : 100 / initialMarginPercent;
  return equity * multiple - ledger.grossValue() + freed - reserved;
}
