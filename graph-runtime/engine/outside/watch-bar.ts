import { isMobile, movedStop } from "../moved-stop.ts";
import { directionOfTouch, isMarketNow, restsAtLimit } from "../order-levels.ts";
import type { BarPlan, BarValues, LaneBook, Venue, VenueEvent } from "../ports.ts";
import { signOf, type WorkingOrder } from "../working-order.ts";
import type { TicketBook } from "./ticket-book.ts";

/** Relative slack of a touch, for levels that went through decimal fractions. */
const TOUCH = 1e-12;

/**
 * Returns the engine's side of a venue outside: it fills nothing by itself. Of a bar it takes which of the orders that are held here
 * were touched, and how far stops have moved.
 */
export function outsideVenue(tickets: TicketBook, { fee }: Pick<Venue, "fee">): Venue {
  return {
    planBar: (book, bar) => watchBar(tickets, book, bar),
    planClose: () => ({ events: [], ambiguous: false }),
    fee: (task) => fee(task),
  };
}

function watchBar(tickets: TicketBook, { orders, bar: index, instrument }: LaneBook, bar: BarValues): BarPlan {
  const events: VenueEvent[] = [];
  for (const order of orders) {
    if (order.activeFrom > index) continue;
    const isHeld = tickets.liveOf(order) === null;
    if (isHeld && isTouched(order, bar)) {
      events.push({ kind: "trigger", order });
      continue;
    }
    const { stopPrice } = order.record;
    if (!isMobile(order) || order.triggered || stopPrice === null) continue;
    const extreme = signOf(order) < 0 ? bar.high : bar.low;
    const moved = movedStop(order, stopPrice, extreme, instrument.tickSize);
    if (moved !== stopPrice) events.push({ kind: "trail", order, stopPrice: moved });
  }
  return { events, ambiguous: false };
}

function isTouched(order: WorkingOrder, { high, low }: BarValues): boolean {
  if (order.triggered || isMarketNow(order, false)) return false;
  const { limitPrice, stopPrice } = order.record;
  const level = restsAtLimit(order, false) ? limitPrice : stopPrice;
  if (level === null) return false;
  const up = directionOfTouch(order, false);
  return up * ((up > 0 ? high : low) - level) >= -TOUCH * Math.abs(level);
}
