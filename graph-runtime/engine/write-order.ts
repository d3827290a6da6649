import { isoUtc } from "../core/time.ts";
import type { Settings } from "../graph/settings.ts";
import type { RuledBroker } from "../market/broker-rules.ts";
import type { Denial } from "../market/denial.ts";
import type { OrderRole, Side } from "../market/order.ts";
import type { OrderStyle, SizeRequest, TimeInForce } from "../nodes/order-intent.ts";
import { refusalOfForm } from "./broker-form.ts";
import { buyingPower } from "./buying-power.ts";
import { mostThatFits } from "./most-that-fits.ts";
import type { DeskMoment, DeskSetup } from "./order-desk.ts";
import { type OrderPrices, orderPrices } from "./order-prices.ts";
import type { RiskMoment } from "./risk-desk.ts";
import { sizeOrder } from "./size-order.ts";
import type { Sizing } from "./sizing.ts";
import { NO_MOVES, type SpareOrders } from "./spare-orders.ts";
import type { Attachment, WorkingOrder } from "./working-order.ts";

/** What the strategy asks for, in one order. */
export type Wish = {
  readonly node: string;
  readonly side: Side;
  readonly role: OrderRole;
  readonly size: SizeRequest;
  readonly style: OrderStyle;
  readonly timeInForce: TimeInForce;
  readonly goodTill: number | null;
  readonly oco: string | null;
  readonly reason: string;
  readonly attachments: readonly Attachment[];
  /** Units that an opposite position frees first. */
  readonly reversing: number;
  /** What orders decided before it at the same moment make room for; such an order shrinks to what fits. */
  readonly room: Room | null;
  /** Waits for the next open, whatever the fill policy: nobody can be forced to trade at a close that has passed. */
  readonly isForced: boolean;
};

/** Value of positions that are being closed, and the money that this brings in. */
export type Room = { readonly freed: number; readonly proceeds: number };

export type Desk = DeskSetup & {
  readonly sizing: Sizing;
  /** Whose rules orders must keep, null for nobody's. */
  readonly broker: RuledBroker | null;
  readonly entries: readonly WorkingOrder[];
  readonly spare: SpareOrders;
  readonly verdict: Verdict;
  /** Why a lane trades no more, null while it does. */
  readonly ended: readonly (string | null)[];
};

/** What came of sizing and checking an order: one object for all of a run, read before the next order and kept by nobody. */
export type Verdict = { quantity: number; denied: Denial | null };

/** Sizes and checks a wish; what may not be sent comes back denied, with the reason: the first found, `instead` where there is no other. */
export function writeOrder(wish: Wish, moment: DeskMoment, desk: Desk, instead: string | null): WorkingOrder {
  const { settings, instruments } = desk;
  const sign = wish.side === "buy" ? 1 : -1;
  const prices = orderPrices(wish.style, sign, moment.close, instruments[moment.lane]!.tickSize);
  const atFill = settings.execution.sizeAt === "fill" && wish.size.unit === "equity-percent";
  const refusal = refuse(wish, moment, desk);
  const sized = refusal === null ? size(wish, moment, desk, prices) : judge(desk, 0, refusal);
  const formed = sized.denied === null && desk.broker !== null ? reviewForm(sized, wish, moment, desk, prices) : sized;
  const reviewed =
    formed.denied === null && wish.role === "entry" ? reviewRisk(formed, wish, moment, desk, prices) : formed;
  const verdict = instead === null || reviewed.denied !== null ? reviewed : judge(desk, reviewed.quantity, instead);
  const { style, timeInForce } = wish;
  const isAuction = timeInForce === "on-open" || timeInForce === "on-close";
  const fillsNow = settings.execution.fill === "same-close" && style.type === "market" && !isAuction && !wish.isForced;
  const order = desk.spare.take();
  const { record } = order;
  record.id = -1;
  record.sequence = moment.sequence;
  record.ordinal = -1;
  record.lane = moment.lane;
  record.side = wish.side;
  record.type = style.type;
  record.role = wish.role;
  record.nodeId = wish.node;
  record.reason = wish.reason;
  record.createdBar = moment.bar;
  record.createdTime = moment.time;
  record.group = null;
  record.quantity = verdict.quantity;
  record.limitPrice = prices.limitPrice;
  record.stopPrice = prices.stopPrice;
  record.firstStopPrice = null;
  record.status = verdict.denied === null ? "created" : "denied";
  record.filledQuantity = 0;
  record.averagePrice = 0;
  record.feePaid = 0;
  record.deniedReason = null;
  order.activeFrom = fillsNow ? moment.bar : moment.bar + 1;
  order.reduceOnly = wish.role === "exit";
  order.protective = false;
  order.sizeAtFill = atFill ? wish.size : null;
  order.attachments = wish.attachments;
  order.timeInForce = timeInForce;
  order.goodTill = wish.goodTill;
  order.denial = verdict.denied;
  order.trail = style.type === "trailing-stop" ? { distance: style.distance, unit: style.unit, from: null } : null;
  order.moves = NO_MOVES;
  order.isPart = false;
  order.shrinks = shrinksToFit(wish, settings);
  order.link = wish.oco === null ? null : `oco:${wish.oco}`;
  order.bornTime = null;
  order.triggered = false;
  return order;
}

/** Returns what is wrong with the terms of a wish, or null. */
function refuse(wish: Wish, moment: DeskMoment, { ledger, instruments, ended }: Desk): string | null {
  const { style, timeInForce, goodTill } = wish;
  for (const { role, distance } of wish.attachments) {
    if (distance > 0) continue;
    return `the distance of its ${role === "move" ? "stop's move" : role} is unknown, and it may not enter unprotected`;
  }
  if ((timeInForce === "on-open" || timeInForce === "on-close") && style.type !== "market" && style.type !== "limit")
    return `${timeInForce} takes market and limit orders, and this is a ${style.type} order`;
  if (timeInForce === "gtd" && !(goodTill !== null && goodTill > moment.time))
    return `it is good till ${goodTill === null ? "no date" : isoUtc(goodTill)}, which has passed`;
  const over = ended[moment.lane];
  if (over !== undefined && over !== null) return over;
  const { expiry } = instruments[moment.lane]!;
  if (expiry !== undefined && moment.time >= expiry) return `the contract expired at ${isoUtc(expiry)}`;
  if (wish.role === "exit" && ledger.quantity[moment.lane] === 0) return "there is no position to close";
  return null;
}

function judge({ verdict }: Desk, quantity: number, denied: Denial | null): Verdict {
  verdict.quantity = quantity;
  verdict.denied = denied;
  return verdict;
}

function size(wish: Wish, moment: DeskMoment, desk: Desk, prices: OrderPrices): Verdict {
  const { settings, ledger } = desk;
  const multiplier = ledger.multiplier[moment.lane]!;
  const price = prices.limitPrice ?? prices.stopPrice ?? moment.close;
  if (settings.execution.sizeAt === "fill" && wish.size.unit === "equity-percent") {
    if (wish.role === "exit") return judge(desk, 0, null);
    const budget = (moment.equity * (1 - settings.execution.cashBufferPercent / 100) * wish.size.amount) / 100;
    return judge(desk, 0, tooMuch(budget, roomFor(wish, moment, desk, price), moment));
  }
  const view = desk.sizing.of(moment, price, stopDistanceOf(wish.attachments, price));
  const sized = sizeOrder(wish.size, view);
  if ("reason" in sized) return judge(desk, 0, sized.reason);
  const { quantity } = sized;
  if (wish.role === "exit") return judge(desk, Math.min(quantity, Math.abs(ledger.quantity[moment.lane]!)), null);
  const money = roomFor(wish, moment, desk, price);
  const denied = tooMuch(quantity * price * multiplier + view.feeOf(quantity), money, moment);
  if (denied === null) return judge(desk, quantity, null);
  const shrunk = shrinksToFit(wish, settings) ? mostThatFits(money, view) : 0;
  return shrunk > 0 ? judge(desk, shrunk, null) : judge(desk, quantity, denied);
}

/** What is left of a rebalance's money is what its buys are made of; other orders shrink where the settings say so. */
function shrinksToFit({ room }: Wish, { execution }: Settings): boolean {
  return room !== null || execution.beyondBuyingPower === "shrink";
}

/** Returns the money that the wish may use. */
function roomFor({ side, reversing, room }: Wish, moment: DeskMoment, desk: Desk, price: number): number {
  const freed = reversing * price * desk.ledger.multiplier[moment.lane]! + (room?.freed ?? 0);
  return buyingPower(desk, { equity: moment.equity, buys: side === "buy", freed, proceeds: room?.proceeds ?? 0 });
}

/** Returns the distance of the stop that goes along, in points; null where none does. */
function stopDistanceOf(attachments: readonly Attachment[], price: number): number | null {
  for (const { role, unit, distance } of attachments)
    if (role === "stop") return unit === "percent" ? (price * distance) / 100 : distance;
  return null;
}

/** Denies what the broker whose rules are kept would refuse. Nobody can be kept from closing what he is forced to close. */
function reviewForm(sized: Verdict, wish: Wish, moment: DeskMoment, desk: Desk, prices: OrderPrices): Verdict {
  if (desk.broker === null || wish.isForced) return sized;
  const denied = refusalOfForm(
    wish,
    sized.quantity,
    { ...prices, instrument: desk.instruments[moment.lane]! },
    desk.broker,
  );
  return denied === null ? sized : judge(desk, sized.quantity, denied);
}

function reviewRisk(sized: Verdict, wish: Wish, moment: DeskMoment, desk: Desk, prices: OrderPrices): Verdict {
  const { risk, ledger, settings } = desk;
  if (!risk.isNeeded) return sized;
  const price = prices.limitPrice ?? prices.stopPrice ?? moment.close;
  const isSized = sized.quantity > 0;
  const budget = (moment.equity * (1 - settings.execution.cashBufferPercent / 100) * wish.size.amount) / 100;
  const worth = price * ledger.multiplier[moment.lane]!;
  const value = isSized ? sized.quantity * worth : budget;
  const lots = value / worth / desk.instruments[moment.lane]!.lotSize;
  const order = { lane: moment.lane, isBuy: wish.side === "buy", quantity: sized.quantity, value, lots };
  const reason = risk.review(order, riskMoment(moment, desk.entries.length), ledger);
  return reason === null ? sized : judge(desk, sized.quantity, `risk: ${reason}`);
}

export function tooMuch(needed: number, room: number, { equity }: DeskMoment): string | null {
  if (needed <= room + 1e-9 * equity) return null;
  return `it needs ${needed.toFixed(2)} and the buying power is ${Math.max(0, room).toFixed(2)}`;
}

export function riskMoment({ bar, time, equity }: DeskMoment, workingEntries: number): RiskMoment {
  return { bar, time, equity, workingEntries };
}
