import { ceilToTick, floorToTick } from "../core/rounding.ts";
import type { Instrument } from "../market/instrument.ts";
import type { OrderType } from "../market/order.ts";
import { type Attachment, signOf, type WorkingOrder } from "./working-order.ts";

export type ProtectTask = {
  readonly entry: WorkingOrder;
  readonly price: number;
  readonly quantity: number;
  readonly bar: number;
  readonly time: number;
  readonly instrument: Instrument;
  readonly link: string;
};

const TYPES: Record<Attachment["role"], OrderType> = { stop: "stop", target: "limit", trail: "trailing-stop" };
const REASONS: Record<Attachment["role"], string> = {
  stop: "stop loss",
  target: "take profit",
  trail: "trailing stop",
};

/** Builds the stop and target that go live when an entry fills; they cancel each other. Ids are given when they are booked. */
export function protectiveOrders(task: ProtectTask): WorkingOrder[] {
  return task.entry.attachments.map((attachment) => protectiveOrder(task, attachment));
}

function protectiveOrder(task: ProtectTask, attachment: Attachment): WorkingOrder {
  const { entry, price, quantity, bar, time, instrument, link } = task;
  const direction = signOf(entry);
  const { role, unit } = attachment;
  const distance = unit === "percent" ? (price * attachment.distance) / 100 : attachment.distance;
  const isTarget = role === "target";
  const level = price + (isTarget ? direction : -direction) * distance;
  // sell stops and buy limits round down, buy stops and sell limits up
  const roundsDown = isTarget !== direction > 0;
  const rounded = roundsDown ? floorToTick(level, instrument.tickSize) : ceilToTick(level, instrument.tickSize);
  return {
    record: {
      id: -1,
      sequence: -1,
      ordinal: -1,
      lane: entry.record.lane,
      side: direction > 0 ? "sell" : "buy",
      type: TYPES[role],
      role: "exit",
      nodeId: attachment.nodeId,
      reason: REASONS[role],
      createdBar: bar,
      createdTime: time,
      group: entry.record.id,
      quantity,
      limitPrice: isTarget ? rounded : null,
      stopPrice: isTarget ? null : rounded,
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
    timeInForce: "gtc",
    goodTill: null,
    trail: role === "trail" ? { distance: attachment.distance, unit } : null,
    denial: null,
    link,
    bornTime: time,
    triggered: false,
  };
}
