import { ceilToTick, floorToTick, roundToLot, snapToLot } from "../core/rounding.ts";
import type { Instrument } from "../market/instrument.ts";
import type { OrderType } from "../market/order.ts";
import { type Attachment, type MoveInPoints, signOf, type WorkingOrder } from "./working-order.ts";

export type ProtectTask = {
  readonly entry: WorkingOrder;
  readonly price: number;
  readonly quantity: number;
  readonly bar: number;
  readonly time: number;
  readonly instrument: Instrument;
  readonly link: string;
};

type OrderRoleOf = Exclude<Attachment["role"], "move">;
type Leg = Attachment & { readonly role: OrderRoleOf };

const TYPES: Record<OrderRoleOf, OrderType> = { stop: "stop", target: "limit", trail: "trailing-stop" };
const REASONS: Record<OrderRoleOf, string> = {
  stop: "stop loss",
  target: "take profit",
  trail: "trailing stop",
};
const NO_MOVES: readonly MoveInPoints[] = [];

/** The protective orders of the entry that filled last in a bar: each path through it asks for the same ones. */
export class Protections {
  #task: ProtectTask | null = null;
  #orders: readonly WorkingOrder[] = [];

  /** Another bar begins; orders of before may have changed since. */
  forget(): void {
    this.#task = null;
  }

  of(task: ProtectTask): readonly WorkingOrder[] {
    if (this.#task === null || !isSame(this.#task, task)) {
      this.#task = task;
      this.#orders = protectiveOrders(task);
    }
    return this.#orders;
  }
}

/** The link names the order and how much of it had filled before. */
function isSame(one: ProtectTask, other: ProtectTask): boolean {
  return one.link === other.link && one.price === other.price && one.quantity === other.quantity;
}

/** Builds the stop and targets that go live when an entry fills; they cancel each other. Ids are given when they are booked. */
export function protectiveOrders(task: ProtectTask): WorkingOrder[] {
  const { attachments } = task.entry;
  if (attachments.length === 0) return [];
  const moves = attachments.some(({ role }) => role === "move") ? movesOf(task) : NO_MOVES;
  const orders: WorkingOrder[] = [];
  for (const attachment of attachments) {
    if (!isLeg(attachment)) continue;
    const quantity = partOf(task, attachment);
    if (quantity > 0) orders.push(protectiveOrder(task, attachment, quantity, moves));
  }
  return orders;
}

function isLeg(attachment: Attachment): attachment is Leg {
  return attachment.role !== "move";
}

/** The parts of a whole add up to it, whatever the lot. */
function partOf({ quantity, instrument }: ProtectTask, { part }: Attachment): number {
  if (part === null) return quantity;
  const { lotSize } = instrument;
  const upTo = (percent: number): number => roundToLot((quantity * percent) / 100, lotSize);
  return snapToLot(upTo(part.to) - upTo(part.from), lotSize);
}

function pointsOf({ unit, distance }: Attachment, price: number): number {
  return unit === "percent" ? (price * distance) / 100 : distance;
}

function movesOf({ entry, price }: ProtectTask): MoveInPoints[] {
  return entry.attachments.flatMap((attachment) => {
    const { move } = attachment;
    if (move === null) return [];
    const points = pointsOf(attachment, price);
    const { after, lock, step, gain } = move;
    return { entry: price, after: after * points, lock: lock * points, step: step * points, gain: gain * points };
  });
}

function protectiveOrder(
  task: ProtectTask,
  attachment: Leg,
  quantity: number,
  moves: readonly MoveInPoints[],
): WorkingOrder {
  const { entry, price, bar, time, instrument, link } = task;
  const direction = signOf(entry);
  const { role, unit, after } = attachment;
  const distance = pointsOf(attachment, price);
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
      firstStopPrice: null,
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
    denial: null,
    trail:
      role === "trail"
        ? { distance: attachment.distance, unit, from: after > 0 ? price + direction * after * distance : null }
        : null,
    moves: isTarget ? NO_MOVES : moves,
    isPart: attachment.part !== null,
    shrinks: false,
    link,
    bornTime: time,
    triggered: false,
  };
}
