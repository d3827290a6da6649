import { assertNever } from "../../core/assert-never.ts";
import type { CostSettings } from "../../graph/settings.ts";

export type FeeTask = {
  readonly price: number;
  readonly quantity: number;
  readonly multiplier: number;
  /** Fees already charged to the order, and units already filled. */
  readonly paid: number;
  readonly filled: number;
};

/** Returns the commission of one fill. Minimum and cap hold over the whole order, so a later fill pays the difference only. */
export function commission(costs: CostSettings, task: FeeTask): number {
  switch (costs.model) {
    case "none":
      return 0;
    case "percent":
      return (task.price * task.quantity * task.multiplier * costs.percent) / 100;
    case "per-trade":
      return task.filled > 0 ? 0 : costs.amount;
    case "per-share": {
      const total = (task.filled + task.quantity) * costs.perShare;
      const cap =
        costs.maximumPercent === undefined
          ? Number.POSITIVE_INFINITY
          : (task.price * task.quantity * task.multiplier * costs.maximumPercent) / 100;
      const due = Math.min(Math.max(total, costs.minimum), Math.max(cap, 0));
      return Math.max(0, due - task.paid);
    }
    default:
      return assertNever(costs);
  }
}
