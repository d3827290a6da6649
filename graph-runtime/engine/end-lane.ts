import type { Books, Moment } from "./apply-events.ts";
import { forceFill } from "./forced-fill.ts";

export type LaneEnd = {
  readonly lane: number;
  /** What a unit is paid out at. */
  readonly price: number;
  readonly node: "expiry" | "delisting";
  /** Why nothing trades there any more, as told to later orders. */
  readonly why: string;
};

/** Ends trading in an instrument for good: its orders are cancelled, its position is paid out without commission. */
export function endLane({ lane, price, node, why }: LaneEnd, moment: Moment, books: Books): void {
  const { desk, ledger } = books;
  for (const order of [...desk.working[lane]!]) {
    order.record.deniedReason = why;
    desk.cancel(order);
  }
  const held = ledger.quantity[lane]!;
  if (held !== 0) {
    forceFill({ lane, units: -held, price, role: "exit", node, reason: node, isFree: true }, moment, books);
    ledger.mark[lane] = price;
  }
  desk.ended[lane] = why;
}
