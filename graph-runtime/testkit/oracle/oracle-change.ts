import type { OrderIntent } from "../../nodes/order-intent.ts";
import { pointOf } from "./oracle-account.ts";
import type { OracleOrder } from "./oracle-order.ts";
import { type DecideTask, roomFor } from "./oracle-room.ts";
import { feeOf, roundPrice, stepsDown } from "./oracle-rules.ts";
import type { OracleResult } from "./run-oracle.ts";

type ChangeTask = DecideTask & { intent: Extract<OrderIntent, { action: "change" }> };

/** New terms for working orders; each either takes all of them or stays as it was. */
export function changeWorking(task: ChangeTask, result: OracleResult): void {
  const { intent, lane, state } = task;
  for (const order of state.orders[lane]!) {
    if (groupOf(order) !== intent.which) continue;
    const changed = apply(order, task);
    if (changed !== null) Object.assign(order, changed);
    result.updates.push(`${order.id} ${changed === null ? "refused" : "done"}`);
  }
}

function groupOf(order: OracleOrder): string {
  if (order.entry) return "entries";
  if (!order.protective) return "exits";
  return order.type === "limit" ? "targets" : order.type === "stop" ? "stops" : "trails";
}

type Terms = Pick<OracleOrder, "left" | "limit" | "trigger">;

function apply(order: OracleOrder, task: ChangeTask): Terms | null {
  const { intent, lane, state, instruments, settings, bar } = task;
  const { tickSize, lotSize } = instruments[lane]!;
  const multiplier = pointOf(state, instruments, lane);
  let { left, limit, trigger } = order;
  if (intent.limitPrice !== undefined) {
    if (limit === null) return null;
    limit = roundPrice(intent.limitPrice, order.sign, true, tickSize);
  }
  if (intent.stopPrice !== undefined) {
    if (trigger === null || order.triggered) return null;
    const isTouch = order.type === "market-if-touched" || order.type === "limit-if-touched";
    trigger = roundPrice(intent.stopPrice, order.sign, isTouch, tickSize);
  }
  if (intent.quantity !== undefined) {
    if (order.isSizedAtFill) return null;
    const units = stepsDown(intent.quantity, lotSize);
    if (units <= order.filled + 1e-9) return null;
    left = stepsDown(units - order.filled, lotSize);
  }
  if (order.goodTill !== null && bar.time >= order.goodTill) return null;
  if (!order.entry) {
    const isLarger = left !== null && order.left !== null && left > order.left + 1e-9;
    return isLarger && left! > Math.abs(state.position[lane]!) + 1e-9 ? null : { left, limit, trigger };
  }
  if (order.isSizedAtFill) return { left, limit, trigger };
  const price = limit ?? trigger ?? bar.close;
  const fee = feeOf({ order: null, price, quantity: left!, maker: false, time: bar.time }, settings, multiplier);
  const room = roomFor(task, order.sign, { freed: 0, except: order });
  return left! * price * multiplier + fee > room + 1e-9 * task.equity ? null : { left, limit, trigger };
}
