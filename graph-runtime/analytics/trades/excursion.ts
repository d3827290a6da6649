import type { BarColumns } from "../../market/bars.ts";
import type { TradeEvent } from "./trade-event.ts";

/** Worst and best open profit of a trade before fees, in price points x units: adverse <= 0 <= favourable. */
export type Excursion = { readonly adverse: number; readonly favourable: number };

/**
 * Walks the bars of a trade. A bar counts with its whole range where the position was held from its open to its close. Where
 * it was entered or left within, only known prices count: its open or close if held then, and the fills; what the price
 * did in the rest of the bar may have been before the entry or after the exit.
 * @param at lane bar index of each event, same order
 * @param last lane bar index up to which an open trade is followed; -1 for a closed one
 */
export function excursionOf(
  events: readonly TradeEvent[],
  at: readonly number[],
  market: { readonly bars: BarColumns; readonly sign: 1 | -1; readonly last: number },
): Excursion {
  const { bars, sign, last } = market;
  let adverse = 0;
  let favourable = 0;
  let cash = 0;
  let position = 0;

  function see(price: number): void {
    const profit = cash + position * price;
    if (profit < adverse) adverse = profit;
    if (profit > favourable) favourable = profit;
  }

  function seeRange(from: number, to: number): void {
    if (from > to) return;
    let high = bars.high[from] as number;
    let low = bars.low[from] as number;
    for (let i = from + 1; i <= to; i++) {
      const h = bars.high[i] as number;
      const l = bars.low[i] as number;
      if (h > high) high = h;
      if (l < low) low = l;
    }
    see(high);
    see(low);
  }

  for (let k = 0; k < events.length; k++) {
    const event = events[k] as TradeEvent;
    const bar = at[k] as number;
    const signed = (event.isEntry ? sign : -sign) * event.quantity;
    cash -= signed * event.price;
    position += signed;
    see(event.price);
    const isLastEvent = k === events.length - 1;
    const end = isLastEvent ? last : (at[k + 1] as number);
    if (end < bar || (isLastEvent && last < 0)) continue;
    if (!isLastEvent && end === bar) continue;
    const fromOpen = event.price === bars.open[bar];
    if (!fromOpen) see(bars.close[bar] as number);
    if (isLastEvent) {
      seeRange(fromOpen ? bar : bar + 1, end);
      see(bars.close[end] as number);
      continue;
    }
    const nextPrice = (events[k + 1] as TradeEvent).price;
    const toClose = nextPrice === bars.close[end] && nextPrice !== bars.open[end];
    if (!toClose) see(bars.open[end] as number);
    seeRange(fromOpen ? bar : bar + 1, toClose ? end : end - 1);
  }
  return { adverse, favourable };
}
