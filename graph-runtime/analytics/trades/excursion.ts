import type { BarColumns } from "../../market/bars.ts";
import type { TradeEvents } from "./trade-events.ts";

/** Worst and best open profit of a trade before fees, in price points x units: adverse <= 0 <= favourable. */
export class Excursion {
  adverse = 0;
  favourable = 0;
  #cash = 0;
  #position = 0;

  /**
   * Walks the bars of a trade. A bar counts with its whole range where the position was held from its open to its close.
   * Where it was entered or left within, only known prices count: its open or close if held then, and the fills; what the
   * price did in the rest of the bar may have been before the entry or after the exit.
   * @param last lane bar index up to which an open trade is followed; -1 for a closed one
   */
  measure(events: TradeEvents, bars: BarColumns, held: { readonly sign: 1 | -1; readonly last: number }): void {
    const { sign, last } = held;
    this.adverse = 0;
    this.favourable = 0;
    this.#cash = 0;
    this.#position = 0;
    for (let k = 0; k < events.count; k++) {
      const bar = events.bar[k] as number;
      const price = events.price[k] as number;
      const signed = sign * (events.units[k] as number);
      this.#cash -= signed * price;
      this.#position += signed;
      this.#see(price);
      const isFinal = k === events.count - 1;
      if (isFinal && last < bar) return;
      const end = isFinal ? last : (events.bar[k + 1] as number);
      if (!isFinal && end === bar) continue;
      const fromOpen = price === bars.open[bar];
      if (!fromOpen) this.#see(bars.close[bar] as number);
      const from = fromOpen ? bar : bar + 1;
      if (isFinal) {
        this.#seeRange(bars, from, end);
        this.#see(bars.close[end] as number);
        return;
      }
      const next = events.price[k + 1] as number;
      const toClose = next === bars.close[end] && next !== bars.open[end];
      if (!toClose) this.#see(bars.open[end] as number);
      this.#seeRange(bars, from, toClose ? end : end - 1);
    }
  }

  #see(price: number): void {
    const profit = this.#cash + this.#position * price;
    if (profit < this.adverse) this.adverse = profit;
    if (profit > this.favourable) this.favourable = profit;
  }

  #seeRange(bars: BarColumns, from: number, to: number): void {
    if (from > to) return;
    let high = bars.high[from] as number;
    let low = bars.low[from] as number;
    for (let i = from + 1; i <= to; i++) {
      const h = bars.high[i] as number;
      const l = bars.low[i] as number;
      if (h > high) high = h;
      if (l < low) low = l;
    }
    this.#see(high);
    this.#see(low);
  }
}
