import { assertNever } from "../../core/assert-never.ts";
import type { FeeTask } from "../../engine/ports.ts";
import type { CostSettings } from "../../graph/settings.ts";
import { perShareFee } from "./per-share-fee.ts";

/** Returns the commission of one fill. */
export function commission(costs: CostSettings, task: FeeTask): number {
  const value = task.price * task.quantity * task.multiplier;
  switch (costs.model) {
    case "none":
      return 0;
    case "percent":
      return (value * costs.percent) / 100;
    case "per-trade":
      return task.filled > 0 ? 0 : costs.amount;
    case "per-contract":
      return task.quantity * costs.perContract;
    case "maker-taker":
      return (value * (task.maker ? costs.makerPercent : costs.takerPercent)) / 100;
    case "schedule":
      return (value * rateAt(costs.rates, task.time)) / 100;
    case "per-share":
      return perShareFee(costs, task, value);
    default:
      return assertNever(costs);
  }
}

/** Returns the percentage in force at an instant, 0 before the first. */
function rateAt(rates: readonly { readonly from: number; readonly percent: number }[], time: number): number {
  let percent = 0;
  for (const rate of rates) if (time >= rate.from) percent = rate.percent;
  return percent;
}
