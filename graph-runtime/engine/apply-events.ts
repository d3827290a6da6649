import { assertNever } from "../core/assert-never.ts";
import { snapToLot } from "../core/rounding.ts";
import type { Instrument } from "../market/instrument.ts";
import type { FillForms } from "./fill-forms.ts";
import type { Ledger } from "./ledger.ts";
import type { OrderDesk } from "./order-desk.ts";
import type { Venue, VenueEvent } from "./ports.ts";
import type { RiskDesk } from "./risk-desk.ts";
import type { RunLog } from "./run-log.ts";
import { advance, moveStop, signOf } from "./working-order.ts";

export type Books = {
  readonly ledger: Ledger;
  readonly desk: OrderDesk;
  readonly log: RunLog;
  readonly venue: Venue;
  readonly instruments: readonly Instrument[];
  readonly risk: RiskDesk;
  readonly forms: FillForms;
};

export type Moment = { readonly bar: number; readonly time: number; readonly sequence: number };

/** Takes what a venue reported into the books: order state, ledger, log. */
export function applyEvents(events: readonly VenueEvent[], moment: Moment, books: Books): void {
  for (const event of events) applyEvent(event, moment, books);
}

/** Takes one of them in. */
export function applyEvent(event: VenueEvent, moment: Moment, books: Books): void {
  const { desk, log } = books;
  switch (event.kind) {
    case "fill":
      applyFill(event, moment, books);
      return;
    case "activate":
      desk.book(event.order, moment.sequence);
      return;
    case "cancel":
      event.order.record.deniedReason ??= event.why;
      desk.cancel(event.order);
      return;
    case "expire":
      desk.end(event.order, "expire");
      return;
    case "trigger":
      event.order.triggered = true;
      log.update(event.order.record);
      return;
    case "reduce":
      event.order.record.quantity = snapToLot(
        event.order.record.quantity - event.by,
        books.instruments[event.order.record.lane]!.lotSize,
      );
      log.update(event.order.record);
      return;
    case "trail":
      moveStop(event.order, event.stopPrice);
      log.update(event.order.record);
      return;
    default:
      assertNever(event);
  }
}

export type FillEvent = Extract<VenueEvent, { kind: "fill" }>;

function applyFill(event: FillEvent, moment: Moment, books: Books): void {
  const { order, price, quantity, maker } = event;
  const { record } = order;
  const multiplier = books.ledger.multiplier[record.lane]!;
  const filled = record.filledQuantity;
  const { task } = books.forms;
  task.price = price;
  task.quantity = quantity;
  task.multiplier = multiplier;
  task.time = moment.time;
  task.maker = maker;
  task.paid = record.feePaid;
  task.filled = filled;
  task.filledValue = filled === 0 ? 0 : record.averagePrice * filled * multiplier;
  bookFill(event, books.venue.fee(task), moment, books);
}

/** Books a fill whose fee is known: ledger, order, log. */
export function bookFill(event: FillEvent, fee: number, { bar, time }: Moment, books: Books): void {
  const { ledger, desk, log, instruments, risk, forms } = books;
  const { order, price, quantity, left } = event;
  const { record } = order;
  const { lotSize } = instruments[record.lane]!;
  const filled = record.filledQuantity;
  const held = ledger.quantity[record.lane]!;
  const realised = ledger.realised[record.lane]!;
  ledger.fill(record.lane, signOf(order) * quantity, price, fee, bar);
  const isEntry = record.role === "entry";
  if (isEntry) ledger.noteEntry(record.lane, price, filled === 0);
  if (risk.isNeeded)
    risk.observeFill({
      lane: record.lane,
      bar,
      time,
      before: held,
      after: ledger.quantity[record.lane]!,
      result: ledger.realised[record.lane]! - realised - fee,
      isFreshEntry: isEntry && filled === 0,
    });
  const after = snapToLot(filled + quantity, lotSize);
  record.averagePrice = filled === 0 ? price : (record.averagePrice * filled + price * quantity) / after;
  record.filledQuantity = after;
  record.feePaid += fee;
  // the size may have been worked out at this fill, or cut to what was left of the position
  record.quantity = left === 0 ? after : snapToLot(after + left, lotSize);
  advance(order, left === 0 ? "fill" : "partial-fill");
  if (left === 0) desk.remove(order);
  log.update(record);
  const { fill } = forms;
  fill.orderId = record.id;
  fill.lane = record.lane;
  fill.side = record.side;
  fill.role = record.role;
  fill.nodeId = record.nodeId;
  fill.reason = record.reason;
  fill.bar = bar;
  fill.time = time;
  fill.price = price;
  fill.quantity = quantity;
  fill.fee = fee;
  log.fill(fill);
}
