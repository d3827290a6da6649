import type { RunMark } from "@/graph-runtime/engine/stepper.ts";
import type { OrderType } from "@/graph-runtime/market/order.ts";
import { ENTRIES_CLOSED } from "@/graph-runtime/risk/run-schedule.ts";
import type { RunEnding, RunStatus } from "../db/repositories/runs.ts";

export type WorkingOrderView = { readonly role: "entry" | "exit"; readonly type: OrderType };

export type RunSituation = {
  readonly mark: RunMark;
  readonly working: Iterable<WorkingOrderView>;
  readonly isPaused: boolean;
  /** Outside the hours of the run. */
  readonly isClosed: boolean;
  readonly ending: RunEnding | null;
  /** What a person has to look at. */
  readonly review: string | null;
  /** Something of the run is still alive at a broker. */
  readonly isBusy: boolean;
};

type Said = { readonly status: RunStatus; readonly reason: string | null };

/** Returns what a run is doing, and why where that is not plain. */
export function statusOf(situation: RunSituation): Said {
  const { mark, working, isPaused, isClosed, ending, review, isBusy } = situation;
  const isFlat = mark.positions.length === 0;
  if (mark.equity <= 0 && !isBusy) return { status: "halted", reason: "The account of this run has no equity left." };
  if (ending !== null) return endingStatus(ending, isFlat, isBusy);
  if (review !== null) return { status: "needs-review", reason: `${review} Entries are blocked; exits still work.` };
  if (isPaused) return { status: "paused", reason: "Entries are paused; exits still work." };
  const orders = [...working];
  // Stops and targets work all the while a position is held: only a market exit means that it is being left.
  if (!isFlat && orders.some((order) => order.role === "exit" && order.type === "market")) {
    return { status: "exiting", reason: null };
  }
  const outside = isClosed ? `${ENTRIES_CLOSED}.` : null;
  if (!isFlat) return { status: "in-position", reason: outside };
  if (isClosed) return { status: "scheduled", reason: outside };
  return { status: orders.some((order) => order.role === "entry") ? "entering" : "waiting", reason: null };
}

function endingStatus(ending: RunEnding, isFlat: boolean, isBusy: boolean): Said {
  const stopping = (reason: string): Said => ({ status: "stopping", reason });
  if (isBusy) return stopping("Waiting for the broker's last word on its orders.");
  switch (ending) {
    case "now":
      return { status: "closed", reason: isFlat ? "Stopped." : "Stopped; the open position was kept as it stood." };
    case "when-flat":
      return isFlat
        ? { status: "closed", reason: "Stopped; every position is closed." }
        : stopping("Positions close at the next open.");
    case "next-session":
      return isFlat
        ? { status: "closed", reason: "Stopped; every position is closed." }
        : stopping("Positions close with the first bar of the next day.");
    case "halt":
      return isFlat
        ? { status: "halted", reason: "Killed: every order was taken back and every position closed." }
        : stopping("Killed: positions are being closed.");
  }
}
