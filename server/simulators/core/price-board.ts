import { syntheticBar } from "../../data/synthetic-market.ts";
import type { SimInstrument } from "./sim-instrument.ts";
import { type Candle, type CandleSpan, type Trade, TradeTape } from "./trade-tape.ts";

export type SyntheticClock = {
  readonly seed: number;
  /** Epoch milliseconds of the open of bar 0. */
  readonly startedAt: number;
  readonly barMilliseconds: number;
};

export type Quote = {
  readonly price: number;
  readonly open: number;
  readonly high: number;
  readonly low: number;
  readonly previousClose: number;
  readonly volume: number;
  readonly at: number;
  /** Counts the trades of all symbols. */
  readonly trade: number;
};

export type Amendment = {
  readonly symbol: string;
  readonly trade: number;
  readonly before: number;
  /** Null where the trade is taken back. */
  readonly price: number | null;
  /** The number of the trade that stands in its place. */
  readonly instead: number;
  readonly at: number;
};

const day = 86_400_000;
const basePrices = { "SYN-A": 100, "SYN-B": 250 } as const;

/** The last prices of all simulated markets: those of the synthetic market as its bars close, or those that a test sets. */
export class PriceBoard {
  readonly #quotes = new Map<string, Quote>();
  readonly #instruments = new Map<string, SimInstrument>();
  readonly #listeners: ((symbol: string, quote: Quote) => void)[] = [];
  readonly #amended: ((amendment: Amendment) => void)[] = [];
  readonly #now: () => number;
  readonly #tape: TradeTape;
  #trades = 0;
  #clock: SyntheticClock | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(now: () => number) {
    this.#now = now;
    this.#tape = new TradeTape(now());
  }

  /** Two brokers may list the same symbol: it has one price. */
  list(instruments: readonly SimInstrument[]): void {
    for (const instrument of instruments) {
      if (this.#instruments.has(instrument.symbol)) continue;
      this.#instruments.set(instrument.symbol, instrument);
      this.set(instrument.symbol, instrument.basePrice);
    }
  }

  quoteOf(symbol: string): Quote {
    const quote = this.#quotes.get(symbol);
    if (quote === undefined) throw new RangeError(`there is no simulated instrument "${symbol}"`);
    return quote;
  }

  has(symbol: string): boolean {
    return this.#instruments.has(symbol);
  }

  onPrice(listener: (symbol: string, quote: Quote) => void): void {
    this.#listeners.push(listener);
  }

  set(symbol: string, price: number): void {
    const instrument = this.#instruments.get(symbol);
    if (instrument === undefined) throw new RangeError(`there is no simulated instrument "${symbol}"`);
    const at = this.#now();
    this.#trades += 1;
    const last = this.#quotes.get(symbol);
    // a trading day of the simulators is one of UTC
    const isNewDay = last !== undefined && Math.floor(last.at / day) !== Math.floor(at / day);
    const before = isNewDay ? undefined : last;
    const quote = {
      price,
      open: before?.open ?? price,
      high: Math.max(before?.high ?? price, price),
      low: Math.min(before?.low ?? price, price),
      previousClose: isNewDay ? last.price : (before?.previousClose ?? instrument.basePrice),
      volume: (before?.volume ?? 0) + 1,
      at,
      trade: this.#trades,
    };
    this.#quotes.set(symbol, quote);
    this.#tape.add(symbol, { at, price, trade: this.#trades });
    for (const listener of this.#listeners) listener(symbol, quote);
  }

  onAmendment(listener: (amendment: Amendment) => void): void {
    this.#amended.push(listener);
  }

  /** The exchange says that a trade was at another price, or, where that is null, that there was none. */
  amend(symbol: string, trade: number, price: number | null): void {
    const { at } = this.quoteOf(symbol);
    const before = this.#tape.amend(symbol, trade, price);
    if (before === null) throw new RangeError(`there is no trade ${trade} of ${symbol}`);
    this.#trades += 1;
    const amendment = { symbol, trade, before: before.price, price, instead: this.#trades, at };
    for (const listener of this.#amended) listener(amendment);
  }

  /** Returns the candles of a symbol that open from `from` on and before `to`: of what was traded, and before that of the synthetic market. */
  candles(symbol: string, span: CandleSpan): Candle[] {
    const instrument = this.#instruments.get(symbol);
    if (instrument === undefined) throw new RangeError(`there is no simulated instrument "${symbol}"`);
    return this.#tape.candles(symbol, span, (from, to) => this.#computed(instrument, from, to));
  }

  #computed(instrument: SimInstrument, from: number, to: number): Trade[] {
    const clock = this.#clock;
    if (clock === null) return [];
    const { startedAt, barMilliseconds } = clock;
    const trades: Trade[] = [];
    for (let index = Math.ceil((from - startedAt) / barMilliseconds) - 1; ; index += 1) {
      const at = startedAt + (index + 1) * barMilliseconds;
      if (at >= to) return trades;
      trades.push({ at, price: priceAt(clock, instrument, index), trade: null });
    }
  }

  /** Follows the synthetic market from now on; null stops it where it is. */
  follow(clock: SyntheticClock | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    this.#clock = clock;
    if (clock !== null) this.#tick();
  }

  #tick(): void {
    const clock = this.#clock;
    if (clock === null) return;
    const now = this.#now();
    const index = Math.floor((now - clock.startedAt) / clock.barMilliseconds) - 1;
    for (const instrument of this.#instruments.values()) {
      this.set(instrument.symbol, priceAt(clock, instrument, index));
    }
    const next = clock.startedAt + (index + 2) * clock.barMilliseconds;
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, next - this.#now()));
  }
}

function priceAt({ seed }: SyntheticClock, { movesLike, basePrice, tickSize }: SimInstrument, index: number): number {
  const { close } = syntheticBar(seed, movesLike, index);
  return onTick((close / basePrices[movesLike]) * basePrice, tickSize);
}

function onTick(price: number, tickSize: number): number {
  const inverse = Math.round(1 / tickSize);
  return Math.round(price * inverse) / inverse;
}
