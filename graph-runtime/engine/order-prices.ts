import { ceilToTick, floorToTick } from "../core/rounding.ts";
import type { OrderStyle } from "../nodes/order-intent.ts";
import { trailLevel } from "./order-levels.ts";

export type OrderPrices = { readonly limitPrice: number | null; readonly stopPrice: number | null };

const NO_PRICES: OrderPrices = { limitPrice: null, stopPrice: null };

/** Rounds a limit, or the trigger of an if-touched order, to the tick: down to buy, up to sell. */
export function limitToTick(price: number, sign: 1 | -1, tickSize: number): number {
  return sign > 0 ? floorToTick(price, tickSize) : ceilToTick(price, tickSize);
}

/** Rounds a stop to the tick: up to buy, down to sell. */
export function stopToTick(price: number, sign: 1 | -1, tickSize: number): number {
  return sign > 0 ? ceilToTick(price, tickSize) : floorToTick(price, tickSize);
}

/** Rounds an order's prices to the tick: buy limits and sell stops down, sell limits and buy stops up. */
export function orderPrices(style: OrderStyle, sign: 1 | -1, close: number, tickSize: number): OrderPrices {
  if (style.type === "market") return NO_PRICES;
  const asLimit = (price: number): number => limitToTick(price, sign, tickSize);
  const asStop = (price: number): number => stopToTick(price, sign, tickSize);
  switch (style.type) {
    case "limit":
      return { limitPrice: asLimit(style.price), stopPrice: null };
    case "stop":
      return { limitPrice: null, stopPrice: asStop(style.price) };
    case "stop-limit":
      return { limitPrice: asLimit(style.limit), stopPrice: asStop(style.price) };
    case "market-if-touched":
      return { limitPrice: null, stopPrice: asLimit(style.price) };
    case "limit-if-touched":
      return { limitPrice: asLimit(style.limit), stopPrice: asLimit(style.price) };
    case "trailing-stop":
      return { limitPrice: null, stopPrice: trailLevel(style, close, sign, tickSize) };
  }
}
