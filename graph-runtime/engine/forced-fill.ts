import type { OrderRole } from "../market/order.ts";
import { type Books, bookFill, type FillEvent, type Moment } from "./apply-events.ts";
import type { WorkingOrder } from "./working-order.ts";

export type ForcedFill = {
  readonly lane: number;
  /** Signed units to trade. */
  readonly units: number;
  readonly price: number;
  readonly role: OrderRole;
  readonly node: string;
  readonly reason: string;
  readonly isFree: boolean;
};

/** Books a fill that no order of the strategy asked for, with an order of its own so that the log stays whole. */
export function forceFill(fill: ForcedFill, moment: Moment, books: Books): void {
  const { lane, units, price, role, node, reason, isFree } = fill;
  const quantity = Math.abs(units);
  const order: WorkingOrder = {
    record: {
      id: -1,
      sequence: moment.sequence,
      ordinal: -1,
      lane,
      side: units > 0 ? "buy" : "sell",
      type: "market",
      role,
      nodeId: node,
      reason,
      createdBar: moment.bar,
      createdTime: moment.time,
      group: null,
      quantity,
      limitPrice: null,
      stopPrice: null,
      firstStopPrice: null,
      status: "created",
      filledQuantity: 0,
      averagePrice: 0,
      feePaid: 0,
      deniedReason: null,
    },
    activeFrom: moment.bar,
    reduceOnly: false,
    protective: false,
    sizeAtFill: null,
    attachments: [],
    timeInForce: "gtc",
    goodTill: null,
    denial: null,
    trail: null,
    moves: [],
    isPart: false,
    shrinks: false,
    link: null,
    bornTime: moment.time,
    triggered: false,
  };
  books.desk.book(order, moment.sequence);
  const event: FillEvent = { kind: "fill", order, price, quantity, left: 0, maker: false };
  const multiplier = books.ledger.multiplier[lane]!;
  const { time } = moment;
  const task = { price, quantity, multiplier, time, maker: false, paid: 0, filled: 0, filledValue: 0 };
  bookFill(event, isFree ? 0 : books.venue.fee(task), moment, books);
}
