import { syntheticBar } from "../../data/synthetic-market.ts";
import type { SimInstrument } from "./sim-instrument.ts";

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
};

const basePrices = { "SYN-A": 100, "SYN-B": 250 } as const;

/** The last prices of all simulated markets: those of the synthetic market as its bars close, or those that a test sets. */
export class PriceBoard {
  readonly #quotes = new Map<string, Quote>();
  readonly #instruments = new Map<string, SimInstrument>();
  readonly #listeners: ((symbol: string, quote: Quote) => void)[] = [];
  readonly #now: () => number;
  #clock: SyntheticClock | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(now: () => number) {
    this.#now = now;
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
    const before = this.#quotes.get(symbol);
    const quote = {
      price,
      open: before?.open ?? price,
      high: Math.max(before?.high ?? price, price),
      low: Math.min(before?.low ?? price, price),
      previousClose: before?.previousClose ?? instrument.basePrice,
      volume: (before?.volume ?? 0) + 1,
      at: this.#now(),
    };
    this.#quotes.set(symbol, quote);
    for (const listener of this.#listeners) listener(symbol, quote);
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
      const { close } = syntheticBar(clock.seed, instrument.movesLike, index);
      const price = (close / basePrices[instrument.movesLike]) * instrument.basePrice;
      this.set(instrument.symbol, onTick(price, instrument.tickSize));
    }
    const next = clock.startedAt + (index + 2) * clock.barMilliseconds;
    this.#timer = setTimeout(() => this.#tick(), Math.max(1, next - this.#now()));
  }
}

function onTick(price: number, tickSize: number): number {
  const inverse = Math.round(1 / tickSize);
  return Math.round(price * inverse) / inverse;
}
