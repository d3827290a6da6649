import type { InstrumentEvent } from "../market/instrument-event.ts";
import type { Books, Moment } from "./apply-events.ts";
import { forceFill } from "./forced-fill.ts";
import { limitToTick, stopToTick } from "./order-prices.ts";
import { signOf } from "./working-order.ts";

export type Roll = Extract<InstrumentEvent, { kind: "roll" }>;

const NODE = "roll";

/** Carries a position over to the next contract: closed at the old one's price, opened at the new one's, with commission on both. */
export function rollLane(lane: number, roll: Roll, moment: Moment, books: Books): void {
  const { ledger } = books;
  const held = ledger.quantity[lane]!;
  const { closePrice, openPrice, symbol } = roll;
  if (held !== 0) {
    const kept = [ledger.entryBar, ledger.entries, ledger.largest].map((column) => [column, column[lane]!] as const);
    const lastEntry = ledger.lastEntry[lane]!;
    const leg = { lane, node: NODE, reason: `roll to ${symbol}`, isFree: false };
    forceFill({ ...leg, units: -held, price: closePrice, role: "exit" }, moment, books);
    forceFill({ ...leg, units: held, price: openPrice, role: "entry" }, moment, books);
    // the strategy holds what it held: only the contract is another
    for (const [column, value] of kept) column[lane] = value;
    ledger.lastEntry[lane] = lastEntry + openPrice - closePrice;
  }
  ledger.mark[lane] = openPrice;
  shiftOrders(lane, openPrice - closePrice, books);
}

/** Moves the prices of a lane's working orders by the gap between the contracts. */
function shiftOrders(lane: number, gap: number, { desk, instruments, log }: Books): void {
  const { tickSize } = instruments[lane]!;
  for (const order of desk.working[lane]!) {
    const { record } = order;
    const sign = signOf(order);
    const isTouch = record.type === "market-if-touched" || record.type === "limit-if-touched";
    if (record.limitPrice !== null) record.limitPrice = limitToTick(record.limitPrice + gap, sign, tickSize);
    if (record.stopPrice !== null)
      record.stopPrice = (isTouch ? limitToTick : stopToTick)(record.stopPrice + gap, sign, tickSize);
    if (record.firstStopPrice !== null) record.firstStopPrice += gap;
    if (order.trail?.from != null) order.trail = { ...order.trail, from: order.trail.from + gap };
    order.moves = order.moves.map((move) => ({ ...move, entry: move.entry + gap }));
    log.update(record);
  }
}
