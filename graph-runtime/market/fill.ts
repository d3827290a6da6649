import type { OrderRole, Side } from "./order.ts";

export type FillRecord = {
  readonly orderId: number;
  readonly lane: number;
  readonly side: Side;
  readonly role: OrderRole;
  readonly nodeId: string;
  readonly reason: string;
  /** Index of the bar in the run. */
  readonly bar: number;
  /** Open time of that bar, epoch milliseconds UTC. */
  readonly time: number;
  readonly price: number;
  readonly quantity: number;
  readonly fee: number;
};
