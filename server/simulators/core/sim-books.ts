import type { SimAccount, SimChange, SimEvent } from "./sim-event.ts";
import { isWorking, type SimOrder } from "./sim-order.ts";

export type SimPosition = {
  readonly symbol: string;
  /** Signed. */
  readonly quantity: number;
  /** How much of it was held when the last night passed, and how much of that was bought on the day before it. */
  readonly carried: number;
  readonly unsettled: number;
  readonly averagePrice: number;
  readonly realised: number;
  readonly bought: number;
  readonly boughtValue: number;
  readonly sold: number;
  readonly soldValue: number;
};

export type SimFunds = { readonly cash: number; readonly used: number; readonly available: number };
type Session = { readonly account: string; readonly expiresAt: number };

const untraded = { bought: 0, boughtValue: 0, sold: 0, soldValue: 0 };
const nothing = { quantity: 0, carried: 0, unsettled: 0, averagePrice: 0, realised: 0, ...untraded };

/** Accounts, orders and positions: what the events come to. */
export class SimBooks {
  readonly accounts = new Map<string, SimAccount>();
  readonly orders = new Map<string, SimOrder>();
  readonly sessions = new Map<string, Session>();
  readonly #working = new Map<string, Set<string>>();
  readonly #positions = new Map<string, Map<string, SimPosition>>();

  apply(event: SimEvent): void {
    switch (event.kind) {
      case "account-opened":
        this.accounts.set(event.account.id, event.account);
        return;
      case "session-opened":
        this.sessions.set(event.token, { account: event.account, expiresAt: event.expiresAt });
        return;
      case "session-closed":
        this.sessions.delete(event.token);
        return;
      case "night-passed":
        for (const positions of this.#positions.values())
          for (const [symbol, position] of positions) positions.set(symbol, afterNight(position));
        return;
      case "order-refused":
        return;
      case "order-placed":
        this.orders.set(event.order, {
          ...event.draft,
          id: event.order,
          account: event.account,
          status: "placed",
          filled: 0,
          value: 0,
          isTriggered: false,
          reason: null,
          replaces: event.replaces,
          replacedBy: null,
          changes: 0,
          placedAt: event.at,
          updatedAt: event.at,
          lastFillAt: null,
        });
        return;
      default:
        this.#applyToOrder(event);
    }
  }

  workingOn(symbol: string): SimOrder[] {
    return [...(this.#working.get(symbol) ?? [])].flatMap((id) => this.orders.get(id) ?? []);
  }

  ordersOf(account: string): SimOrder[] {
    return [...this.orders.values()].filter((order) => order.account === account);
  }

  /** The other orders of an order's group, in the order in which they were placed. */
  linkedTo({ id, account, link }: SimOrder): SimOrder[] {
    if (link === null) return [];
    return this.ordersOf(account).filter((other) => other.id !== id && other.link?.group === link.group);
  }

  positionsOf(account: string): SimPosition[] {
    return [...(this.#positions.get(account)?.values() ?? [])];
  }

  positionOf(account: string, symbol: string): SimPosition | undefined {
    return this.#positions.get(account)?.get(symbol);
  }

  /** A margin account without leverage: open positions and working orders bind their value. */
  fundsOf(account: string, exceptOrder: string | null = null): SimFunds {
    const initial = this.accounts.get(account)?.cash ?? 0;
    const positions = this.positionsOf(account);
    const realised = positions.reduce((sum, one) => sum + one.realised, 0);
    const held = positions.reduce((sum, one) => sum + Math.abs(one.quantity) * one.averagePrice, 0);
    const cash = initial + realised;
    const bound = this.ordersOf(account)
      // orders that belong together bind their value once
      .filter(
        (order) => isWorking(order) && order.id !== exceptOrder && order.side === "buy" && order.link?.isLeg !== true,
      )
      .reduce((sum, { quantity, filled, limitPrice, triggerPrice }) => {
        return sum + (quantity - filled) * (limitPrice ?? triggerPrice ?? 0);
      }, 0);
    return { cash, used: held + bound, available: cash - held - bound };
  }

  #applyToOrder(event: Extract<SimEvent, { readonly order: string }>): void {
    const order = this.orders.get(event.order);
    if (order === undefined) throw new Error(`the journal speaks of order ${event.order}, which was never placed`);
    const next = { ...changed(order, event), updatedAt: event.at };
    this.orders.set(order.id, next);
    const working = this.#working.get(order.symbol) ?? new Set<string>();
    this.#working.set(order.symbol, working);
    if (isWorking(next)) working.add(order.id);
    else working.delete(order.id);
    if (event.kind === "order-filled") this.#book(order, event.quantity, event.price);
  }

  #book({ account, symbol, side }: SimOrder, quantity: number, price: number): void {
    const positions = this.#positions.get(account) ?? new Map<string, SimPosition>();
    this.#positions.set(account, positions);
    positions.set(
      symbol,
      traded(positions.get(symbol) ?? { symbol, ...nothing }, side === "buy" ? quantity : -quantity, price),
    );
  }
}

function changed(order: SimOrder, event: Extract<SimEvent, { readonly order: string }>): SimOrder {
  const resting = (order.type === "stop" || order.type === "stop-limit") && !order.isTriggered;
  switch (event.kind) {
    case "order-placed":
      return order;
    case "order-accepted":
      return { ...order, status: resting ? "trigger-pending" : "open" };
    case "order-held":
      return { ...order, status: "held" };
    case "order-triggered":
      return { ...order, status: "open", isTriggered: true };
    case "order-filled": {
      const filled = order.filled + event.quantity;
      const isEnded = order.status === "cancelled" || order.status === "replaced";
      const status = filled >= order.quantity ? "filled" : isEnded ? order.status : "open";
      return { ...order, filled, value: order.value + event.quantity * event.price, status, lastFillAt: event.at };
    }
    case "order-changed":
      return { ...order, ...termsAfter(order, event.change), changes: order.changes + 1 };
    case "order-replaced":
      return { ...order, status: "replaced", replacedBy: event.by };
    case "order-cancelled":
      return { ...order, status: "cancelled", reason: event.reason };
    case "order-rejected":
      return { ...order, status: "rejected", reason: event.reason };
  }
}

/** Returns the terms of an order with a change made to it. */
export function termsAfter(order: SimOrder, { quantity, limitPrice, triggerPrice }: SimChange) {
  return {
    quantity: quantity ?? order.quantity,
    limitPrice: limitPrice ?? order.limitPrice,
    triggerPrice: triggerPrice ?? order.triggerPrice,
  };
}

/** Returns the position on the next day: what was bought is carried, and settled only a day later. */
function afterNight(position: SimPosition): SimPosition {
  const { quantity, bought } = position;
  return { ...position, ...untraded, carried: quantity, unsettled: Math.max(0, Math.min(bought, quantity)) };
}

/** Returns the position after a trade; `quantity` is signed. */
function traded(before: SimPosition, quantity: number, price: number): SimPosition {
  const after = before.quantity + quantity;
  const closes = before.quantity * quantity < 0 ? Math.min(Math.abs(quantity), Math.abs(before.quantity)) : 0;
  const realised = before.realised + closes * (price - before.averagePrice) * Math.sign(before.quantity);
  const isTurned = after * before.quantity < 0;
  const grows = before.quantity * quantity >= 0;
  const average = grows
    ? (before.averagePrice * Math.abs(before.quantity) + price * Math.abs(quantity)) / Math.abs(after)
    : isTurned
      ? price
      : before.averagePrice;
  return {
    ...before,
    quantity: after,
    averagePrice: after === 0 ? 0 : average,
    realised,
    bought: before.bought + Math.max(quantity, 0),
    boughtValue: before.boughtValue + Math.max(quantity, 0) * price,
    sold: before.sold + Math.max(-quantity, 0),
    soldValue: before.soldValue + Math.max(-quantity, 0) * price,
  };
}
