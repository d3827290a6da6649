import type { OrderRecord } from "../market/order.ts";
import type { Attachment, MoveInPoints, WorkingOrder } from "./working-order.ts";

/** An order that is written field by field. */
export type OrderForm = { -readonly [K in keyof Omit<WorkingOrder, "record">]: WorkingOrder[K] } & {
  readonly record: { -readonly [K in keyof OrderRecord]: OrderRecord[K] };
};

export const NO_ATTACHMENTS: readonly Attachment[] = [];
export const NO_MOVES: readonly MoveInPoints[] = [];

/**
 * Orders that are over and that nobody keeps, to be written anew: a run may send a hundred thousand, and making the objects and
 * collecting them costs as much as what is written into them. One that has been given back stays as it is until the next is taken.
 */
export class SpareOrders {
  readonly #orders: OrderForm[] = [];

  take(): OrderForm {
    return this.#orders.pop() ?? blankOrder();
  }

  giveBack(order: WorkingOrder): void {
    this.#orders.push(order);
  }
}

function blankOrder(): OrderForm {
  return {
    record: {
      id: -1,
      sequence: 0,
      ordinal: -1,
      lane: 0,
      side: "buy",
      type: "market",
      role: "entry",
      nodeId: "",
      reason: "",
      createdBar: 0,
      createdTime: 0,
      group: null,
      quantity: 0,
      limitPrice: null,
      stopPrice: null,
      firstStopPrice: null,
      status: "created",
      filledQuantity: 0,
      averagePrice: 0,
      feePaid: 0,
      deniedReason: null,
    },
    activeFrom: 0,
    reduceOnly: false,
    protective: false,
    sizeAtFill: null,
    attachments: NO_ATTACHMENTS,
    timeInForce: "gtc",
    goodTill: null,
    denial: null,
    trail: null,
    moves: NO_MOVES,
    isPart: false,
    shrinks: false,
    link: null,
    bornTime: null,
    triggered: false,
  };
}
