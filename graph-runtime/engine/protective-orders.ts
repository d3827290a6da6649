import { ceilToTick, floorToTick } from "../core/rounding.ts";
import type { Instrument } from "../market/instrument.ts";
import type { WorkingOrder } from "./working-order.ts";
import { signOf } from "./working-order.ts";

export type ProtectTask = {
  readonly entry: WorkingOrder;
  readonly price: number;
  readonly quantity: number;
  readonly bar: number;
  readonly time: number;
  readonly instrument: Instrument;
};

/** Builds the stop and target that go live when an entry fills; they cancel each other. Ids are given when they are booked. */
export function protectiveOrders({ entry, price, quantity, bar, time, instrument }: ProtectTask): WorkingOrder[] {
  const direction = signOf(entry);
  const side = direction > 0 ? "sell" : "buy";
  return entry.attachments.map((attachment) => {
    const distance = attachment.unit === "percent" ? (price * attachment.distance) / 100 : attachment.distance;
    const isStop = attachment.role === "stop";
    const level = price + (isStop ? -direction : direction) * distance;
    // sell stops and buy limits round down, buy stops and sell limits up
    const roundsDown = isStop === (side === "sell");
    const rounded = roundsDown ? floorToTick(level, instrument.tickSize) : ceilToTick(level, instrument.tickSize);
    return {
      record: {
        id: -1,
        sequence: -1,
        ordinal: -1,
        lane: entry.record.lane,
        side,
        type: isStop ? "stop" : "limit",
        role: "exit",
        nodeId: attachment.nodeId,
        reason: isStop ? "stop loss" : "take profit",
        createdBar: bar,
        createdTime: time,
        group: entry.record.id,
        quantity,
        limitPrice: isStop ? null : rounded,
        stopPrice: isStop ? rounded : null,
        status: "created",
        filledQuantity: 0,
        averagePrice: 0,
        feePaid: 0,
        deniedReason: null,
      },
      activeFrom: bar,
      reduceOnly: true,
      protective: true,
      sizeAtFill: null,
      attachments: [],
    };
  });
}
