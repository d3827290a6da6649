import type { BarColumns } from "../../market/bars.ts";
import type { TradeEvents } from "./trade-events.ts";

/**
 * Finds the worst and the best open profit of a trade before fees, in price points x units, and writes them to `found[0]`
 * (<= 0) and `found[1]` (>= 0). A bar counts with its whole range where the position was held from its open to its close.
 * Where it was entered or left within, only known prices count: its open or close if held then, and the fills; what the
 * price did in the rest of the bar may have been before the entry or after the exit.
 * @param held.last lane bar index up to which an open trade is followed; -1 for a closed one
 */
export function measureExcursion(
  events: TradeEvents,
  bars: BarColumns,
  held: { readonly sign: 1 | -1; readonly last: number; readonly found: Float64Array },
): void {
  const { sign, last, found } = held;
  const { high, low } = bars;
  let adverse = 0;
  let favourable = 0;
  let cash = 0;
  let position = 0;
  for (let k = 0; k < events.count; k++) {
    const bar = events.bar[k] as number;
    const price = events.price[k] as number;
    const signed = sign * (events.units[k] as number);
    cash -= signed * price;
    position += signed;
    // Prices seen between this fill and the next, the fill itself included.
    let top = price;
    let bottom = price;
    const isFinal = k === events.count - 1;
    const end = isFinal ? last : (events.bar[k + 1] as number);
    if (isFinal ? end >= bar : end > bar) {
      const next = isFinal ? (bars.close[end] as number) : (events.price[k + 1] as number);
      const fromOpen = price === bars.open[bar];
      const toClose = isFinal || (next === bars.close[end] && next !== bars.open[end]);
      const from = fromOpen ? bar : bar + 1;
      const to = toClose ? end : end - 1;
      for (let i = from; i <= to; i++) {
        const h = high[i] as number;
        const l = low[i] as number;
        if (h > top) top = h;
        if (l < bottom) bottom = l;
      }
      if (!fromOpen) {
        const close = bars.close[bar] as number;
        if (close > top) top = close;
        if (close < bottom) bottom = close;
      }
      if (!toClose) {
        const open = bars.open[end] as number;
        if (open > top) top = open;
        if (open < bottom) bottom = open;
      }
    }
    const atTop = cash + position * top;
    const atBottom = cash + position * bottom;
    if (atTop < adverse) adverse = atTop;
    if (atTop > favourable) favourable = atTop;
    if (atBottom < adverse) adverse = atBottom;
    if (atBottom > favourable) favourable = atBottom;
  }
  found[0] = adverse;
  found[1] = favourable;
}
