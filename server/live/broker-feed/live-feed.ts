import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { BarBuilder } from "@/graph-runtime/market/ticks/bar-builder.ts";
import { sessionSlots } from "@/graph-runtime/market/ticks/session-slots.ts";
import type { BrokerConnection, FeedTimeframe, HistoricalBar, Tick } from "../../brokers/port/broker-connection.ts";
import type { BrokerInstrument } from "../../brokers/port/broker-instrument.ts";
import type { Database } from "../../db/client.ts";
import { countFilledBars, type FeedBarRow, markReady, storeFeedBars } from "../../db/repositories/broker-feeds.ts";
import { type Giving, giveBars } from "./give-bars.ts";

export type LiveFeedSetup = {
  readonly db: Database;
  readonly connection: Pick<BrokerConnection, "readBars">;
  readonly feed: { readonly id: string; readonly timeframe: FeedTimeframe; readonly barMilliseconds: number };
  readonly calendar: keyof typeof calendars;
  /** The last bar that was given when this process took the feed up. */
  readonly given: number;
  /** How long after the end of a bar its last trade may still be told. */
  readonly tickDelayMilliseconds: number;
};

type Watched = {
  readonly instrument: BrokerInstrument;
  readonly warmBars: number;
  builder: BarBuilder;
  /** Since when every tick is heard; infinity while the stream is not open. */
  since: number;
  isReady: boolean;
};

/** A broker's history may have its last bar a moment later than its stream; a bar without a trade it never has. */
const historyPatience = 15_000;
/** A trading day is a quarter of a day, five days a week, and holidays come in rows. */
const closedShare = 6;
const day = 86_400_000;
const holidays = 5;

/** Builds the bars of one broker's feed. A bar during which not every tick was heard comes from the broker's history. */
export class LiveFeed {
  readonly #setup: LiveFeedSetup;
  readonly #watched = new Map<string, Watched>();
  /** Bars that were heard whole and are not given yet. */
  #built: FeedBarRow[] = [];
  #given: number;
  #opened = Number.POSITIVE_INFINITY;
  /** Counts the times the stream opened or broke. */
  #epoch = 0;

  constructor(setup: LiveFeedSetup) {
    this.#setup = setup;
    this.#given = setup.given;
  }

  get id(): string {
    return this.#setup.feed.id;
  }

  get instruments(): readonly BrokerInstrument[] {
    return [...this.#watched.values()].map(({ instrument }) => instrument);
  }

  /** Listens to an instrument from `now` on, and first reads the history that its runs want; returns whether it is a new one. */
  watch(instrument: BrokerInstrument, warmBars: number, now: number): boolean {
    const known = this.#watched.get(instrument.symbol);
    if (known !== undefined && known.warmBars >= warmBars) return false;
    const since = known?.since ?? Math.max(this.#opened, now);
    const builder = known?.builder ?? this.#newBuilder();
    this.#watched.set(instrument.symbol, { instrument, warmBars, builder, since, isReady: false });
    return known === undefined;
  }

  /** The stream is open from `now` on, or broken where that is infinity: what is being built has a hole. */
  restart(now: number): void {
    this.#opened = now;
    this.#epoch += 1;
    for (const watched of this.#watched.values()) {
      watched.builder = this.#newBuilder();
      watched.since = now;
    }
  }

  push(symbol: string, { trade, amends }: Pick<Tick, "trade" | "amends">): void {
    const builder = this.#watched.get(symbol)?.builder;
    if (amends !== undefined) builder?.amend(amends, trade);
    else if (trade !== null) builder?.push(trade);
  }

  /** Returns when the next bar can be given. */
  get due(): number {
    const { feed, tickDelayMilliseconds } = this.#setup;
    return (this.#given + 2) * feed.barMilliseconds + tickDelayMilliseconds;
  }

  /** Gives out the bars that are over; what the broker cannot say now is asked again in the next turn. */
  async turn(now: number): Promise<Giving> {
    const { db, feed, tickDelayMilliseconds } = this.#setup;
    for (const watched of this.#watched.values()) if (!watched.isReady) await this.#makeReady(watched);
    const length = feed.barMilliseconds;
    const until = Math.floor((now - tickDelayMilliseconds) / length) - 1;
    if (until <= this.#given || this.#opened === Number.POSITIVE_INFINITY) return [];
    const epoch = this.#epoch;
    const [from, to] = [(this.#given + 1) * length, (until + 1) * length];
    const filled: FeedBarRow[] = [];
    for (const { instrument, since } of this.#watched.values()) {
      const end = Math.min(to, Math.ceil(since / length) * length);
      if (from >= end) continue;
      const bars = await this.#history(instrument, from, end);
      const isWhole = bars.at(-1)?.index === end / length - 1;
      if (!isWhole && now < end + tickDelayMilliseconds + historyPatience) return [];
      filled.push(...bars);
    }
    // it broke while the history was read: what was built since is gone
    if (epoch !== this.#epoch) return [];
    for (const [symbol, { builder, since }] of this.#watched)
      for (const { time, open, high, low, close, volume } of builder.close(to)) {
        const index = Math.floor(time / length);
        if (since <= time) this.#built.push({ symbol, index, open, high, low, close, volume });
      }
    const isHeard = new Set(this.#built.map(({ symbol, index }) => `${index} ${symbol}`));
    const read = filled.filter(({ symbol, index }) => !isHeard.has(`${index} ${symbol}`));
    const giving = await giveBars(db, { feedId: feed.id, bars: [...this.#built, ...read], until });
    if (giving === "unready" || giving === null) return giving;
    this.#given = until;
    this.#built = this.#built.filter(({ index }) => index > until);
    if (read.length > 0) await countFilledBars(db, feed.id, read.length);
    return giving;
  }

  async #makeReady(watched: Watched): Promise<void> {
    const { db, feed, calendar } = this.#setup;
    const { instrument, warmBars } = watched;
    const end = (this.#given + 1) * feed.barMilliseconds;
    const length = Math.max(1, warmBars) * feed.barMilliseconds;
    const reach = calendar === "always" ? length : length * closedShare + holidays * day;
    const bars = await this.#history(instrument, end - reach, end);
    await storeFeedBars(db, feed.id, bars.slice(-Math.max(1, warmBars)));
    await markReady(db, feed.id, instrument.symbol);
    watched.isReady = true;
  }

  async #history(instrument: BrokerInstrument, from: number, to: number): Promise<FeedBarRow[]> {
    const { connection, feed } = this.#setup;
    const bars = await connection.readBars(instrument, { timeframe: feed.timeframe, from, to });
    return bars
      .filter(({ time }) => time >= from && time < to)
      .map(({ time, ...bar }: HistoricalBar) => {
        return { symbol: instrument.symbol, index: Math.floor(time / feed.barMilliseconds), ...bar };
      });
  }

  #newBuilder(): BarBuilder {
    const { calendar, feed } = this.#setup;
    return new BarBuilder(sessionSlots(calendars[calendar], feed.barMilliseconds));
  }
}
