import type { Settings } from "../../graph/settings.ts";
import type { OracleOrder } from "./oracle-order.ts";

/** Rounds down to whole steps, allowing for the dust of decimal fractions. */
export function stepsDown(value: number, step: number): number {
  return clean(Math.floor(value / step + 1e-9 * Math.max(1, Math.abs(value / step))), step);
}

export function stepsUp(value: number, step: number): number {
  return clean(Math.ceil(value / step - 1e-9 * Math.max(1, Math.abs(value / step))), step);
}

function clean(count: number, step: number): number {
  const inverse = Math.round(1 / step);
  return inverse > 1 && Math.abs(inverse * step - 1) < 1e-12 ? count / inverse : count * step;
}

/** Buy limits and sell stops go down to the tick, sell limits and buy stops up. */
export function roundPrice(price: number, sign: 1 | -1, isLimit: boolean, tick: number): number {
  return sign > 0 === isLimit ? stepsDown(price, tick) : stepsUp(price, tick);
}

/** Slippage always hurts. `share` is the part of the bar's volume that the fill takes. */
export function slipped(price: number, sign: 1 | -1, share: number, settings: Settings, tick: number): number {
  const { slippage } = settings;
  if (slippage.model === "ticks") return price + sign * slippage.ticks * tick;
  if (slippage.model === "percent") return price * (1 + (sign * slippage.percent) / 100);
  if (slippage.model === "half-spread") return price * (1 + (sign * slippage.spreadPercent) / 200);
  if (slippage.model === "volume-share") return price * (1 + sign * slippage.impact * share * share);
  return price;
}

type Fee = { order: OracleOrder | null; price: number; quantity: number; maker: boolean; time: number };

/** Commission of one fill. Minimum and cap hold over all fills of an order. */
export function feeOf({ order, price, quantity, maker, time }: Fee, settings: Settings, multiplier: number): number {
  const { costs } = settings;
  const value = price * quantity * multiplier;
  const filledBefore = order?.filled ?? 0;
  const paidBefore = order?.feePaid ?? 0;
  const valueBefore = order?.filledValue ?? 0;
  if (costs.model === "percent") return (value * costs.percent) / 100;
  if (costs.model === "per-trade") return filledBefore > 0 ? 0 : costs.amount;
  if (costs.model === "per-contract") return quantity * costs.perContract;
  if (costs.model === "maker-taker") return (value * (maker ? costs.makerPercent : costs.takerPercent)) / 100;
  if (costs.model === "schedule") {
    let percent = 0;
    for (const rate of costs.rates) if (time >= rate.from) percent = rate.percent;
    return (value * percent) / 100;
  }
  if (costs.model === "per-share") {
    let due = (filledBefore + quantity) * costs.perShare;
    if (due < costs.minimum) due = costs.minimum;
    if (costs.maximumPercent !== undefined) due = Math.min(due, ((valueBefore + value) * costs.maximumPercent) / 100);
    return Math.max(0, due - paidBefore);
  }
  return 0;
}

/** Largest number of lots whose value and fee fit the money: tried one by one from above. */
export function mostThatFits(
  money: number,
  price: number,
  { lot, point }: { lot: number; point: number },
  settings: Settings,
  time: number,
): number {
  const unit = price * point;
  let lots = Math.round(stepsDown(money / unit, lot) / lot);
  while (lots > 0) {
    const quantity = stepsDown(lots * lot, lot);
    const fee = feeOf({ order: null, price, quantity, maker: false, time }, settings, point);
    if (quantity * unit + fee <= money) return quantity;
    lots--;
  }
  return 0;
}
