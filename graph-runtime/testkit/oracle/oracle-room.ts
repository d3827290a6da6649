import type { Settings } from "../../graph/settings.ts";
import type { Instrument } from "../../market/instrument.ts";
import type { OrderIntent } from "../../nodes/order-intent.ts";
import { type OracleState, pointOf } from "./oracle-account.ts";
import type { OracleBar } from "./oracle-match.ts";
import type { OracleOrder } from "./oracle-order.ts";
import type { OracleProtection } from "./run-oracle.ts";

export type DecideTask = {
  intent: OrderIntent;
  lane: number;
  index: number;
  bar: OracleBar;
  equity: number;
  state: OracleState;
  instruments: readonly Instrument[];
  settings: Settings;
  protections: readonly OracleProtection[];
};

/** Money that a new entry may use, after positions and the entries that work already. */
export function roomFor(
  { state, instruments, settings, equity }: Pick<DecideTask, "state" | "instruments" | "settings" | "equity">,
  sign: 1 | -1,
  { freed, except }: { freed: number; except: OracleOrder | null },
): number {
  let reserved = 0;
  state.orders.forEach((orders, at) => {
    for (const order of orders) {
      if (!order.entry || order.left === null || order === except) continue;
      reserved += order.left * (order.limit ?? order.trigger ?? state.mark[at]!) * pointOf(state, instruments, at);
    }
  });
  let gross = 0;
  let unpaid = 0;
  state.position.forEach((units, at) => {
    const value = Math.abs(units * state.mark[at]! * pointOf(state, instruments, at));
    gross += value;
    if (instruments[at]!.settles === "daily") unpaid += value;
  });
  if (settings.execution.account === "cash") return sign < 0 ? 0 : state.cash - unpaid - reserved;
  return equity * settings.execution.leverage - gross + freed - reserved;
}
