export type Trade = {
  readonly at: number;
  readonly price: number /** Its number; null where it is computed. */;
  readonly trade: number | null;
};

/** `time` is the candle's open; `trades` how many there were in it. */
export type Candle = {
  readonly time: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly close: number;
  readonly trades: number;
};

/** Candles of `length` milliseconds that open from `from` on and before `to`. */
export type CandleSpan = { readonly length: number; readonly from: number; readonly to: number };

/** Trades of a symbol that are remembered; the older ones are forgotten by halves. */
const most = 200_000;

/** What was traded, so that a history can be asked for: a market of its own, which knows nothing of how others build their bars. */
export class TradeTape {
  readonly #begun: number;
  readonly #trades = new Map<string, Trade[]>();

  constructor(now: number) {
    this.#begun = now;
  }

  add(symbol: string, trade: Trade): void {
    const trades = this.#trades.get(symbol) ?? [];
    this.#trades.set(symbol, trades);
    trades.push(trade);
    if (trades.length > most) trades.splice(0, most / 2);
  }

  /** Gives a trade another price, or takes it back where that is null; returns it as it was, null where it is not known. */
  amend(symbol: string, trade: number, price: number | null): Trade | null {
    const trades = this.#trades.get(symbol) ?? [];
    const at = trades.findIndex((one) => one.trade === trade);
    const known = trades[at];
    if (known === undefined) return null;
    trades.splice(at, 1, ...(price === null ? [] : [{ ...known, price }]));
    return known;
  }

  /** Returns candles of what was traded; `earlier` gives the trades from before the tape began. */
  candles(
    symbol: string,
    { length, from, to }: CandleSpan,
    earlier: (from: number, to: number) => readonly Trade[],
  ): Candle[] {
    const first = Math.ceil(from / length) * length;
    const end = Math.ceil(to / length) * length;
    const old = first < this.#begun ? earlier(first, Math.min(end, this.#begun)) : [];
    const own = (this.#trades.get(symbol) ?? []).filter(({ at }) => at >= first && at < end);
    const groups = new Map<number, number[]>();
    for (const { at, price } of [...old, ...own]) {
      const time = Math.floor(at / length) * length;
      const prices = groups.get(time) ?? [];
      groups.set(time, prices);
      prices.push(price);
    }
    return [...groups].map(([time, prices]) => ({
      time,
      open: prices[0] ?? Number.NaN,
      high: prices.reduce((a, b) => Math.max(a, b)),
      low: prices.reduce((a, b) => Math.min(a, b)),
      close: prices.at(-1) ?? Number.NaN,
      trades: prices.length,
    }));
  }
}
