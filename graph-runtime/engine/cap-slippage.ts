import type { OrderStyle } from "../nodes/order-intent.ts";
import type { Wish } from "./write-order.ts";

/**
 * Returns an entry that fills no worse than so many percent from its price: the close of the decision, or the stop's trigger. What
 * would be a market order becomes a limit order that lives at the next open; limit orders cannot slip, and a trailing entry keeps its
 * terms, since its trigger is not known yet.
 */
export function capSlippage(wish: Wish, percent: number | undefined, close: number): Wish {
  if (percent === undefined) return wish;
  const factor = 1 + ((wish.side === "buy" ? 1 : -1) * percent) / 100;
  const style = capped(wish.style, close, factor);
  if (style === wish.style) return wish;
  const lives = wish.style.type === "market" && (wish.timeInForce === "gtc" || wish.timeInForce === "day");
  const reason = `${wish.reason} (no worse than ${percent} %, by your limits)`;
  return { ...wish, style, reason, timeInForce: lives ? "ioc" : wish.timeInForce };
}

function capped(style: OrderStyle, close: number, factor: number): OrderStyle {
  switch (style.type) {
    case "market":
      return { type: "limit", price: close * factor };
    case "stop":
      return { type: "stop-limit", price: style.price, limit: style.price * factor };
    case "market-if-touched":
      return { type: "limit-if-touched", price: style.price, limit: style.price * factor };
    default:
      return style;
  }
}
