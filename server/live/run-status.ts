import type { RunMark } from "@/graph-runtime/engine/stepper.ts";
import type { OrderType } from "@/graph-runtime/market/order.ts";
import type { RunStatus } from "../db/repositories/runs.ts";

export type WorkingOrderView = { readonly role: "entry" | "exit"; readonly type: OrderType };

export type RunSituation = {
  readonly mark: RunMark;
  readonly working: Iterable<WorkingOrderView>;
  readonly isPaused: boolean;
  readonly stop: "none" | "when-flat" | "now";
};

/** Returns what a run is doing, and why where that is not plain. */
export function statusOf({ mark, working, isPaused, stop }: RunSituation): {
  status: RunStatus;
  reason: string | null;
} {
  const isFlat = mark.positions.length === 0;
  if (mark.equity <= 0) return { status: "halted", reason: "The account of this run has no equity left." };
  if (stop === "now") {
    return { status: "closed", reason: isFlat ? "Stopped." : "Stopped; the open position was kept as it stood." };
  }
  if (stop === "when-flat") {
    return isFlat
      ? { status: "closed", reason: "Stopped; every position is closed." }
      : { status: "stopping", reason: "Positions close at the next open." };
  }
  if (isPaused) return { status: "paused", reason: "Entries are paused; exits still work." };
  const orders = [...working];
  // Stops and targets work all the while a position is held: only a market exit means that it is being left.
  if (!isFlat && orders.some((order) => order.role === "exit" && order.type === "market")) {
    return { status: "exiting", reason: null };
  }
  if (!isFlat) return { status: "in-position", reason: null };
  return { status: orders.some((order) => order.role === "entry") ? "entering" : "waiting", reason: null };
}
