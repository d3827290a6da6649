import { DAY } from "../core/time.ts";
import type { OrderDesk } from "./order-desk.ts";

/** Ends a lane's orders whose time has passed as a bar begins; returns whether any order watches the clock. */
export function expireOrders(
  desk: OrderDesk,
  lane: number,
  { bar, time }: { readonly bar: number; readonly time: number },
): boolean {
  const orders = desk.working[lane]!;
  let hasClock = false;
  for (const order of orders) {
    if (order.activeFrom <= bar) order.bornTime ??= time;
    if (order.timeInForce !== "gtc") hasClock = true;
  }
  if (!hasClock) return false;
  for (const order of [...orders]) {
    const isOver =
      order.timeInForce === "gtd"
        ? time >= order.goodTill!
        : order.timeInForce === "day" && order.bornTime !== null && !isSameDay(order.bornTime, time);
    if (isOver) desk.end(order, "expire");
  }
  return true;
}

export function isSameDay(a: number, b: number): boolean {
  return Math.floor(a / DAY) === Math.floor(b / DAY);
}
