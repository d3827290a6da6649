import { setTimeout as sleep } from "node:timers/promises";
import { feedTimeframes, type StreamState, type Tick } from "../../brokers/port/broker-connection.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { type FeedPulse, listFeedSymbols, markReady, storePulse } from "../../db/repositories/broker-feeds.ts";
import { findFeed } from "../../db/repositories/feeds.ts";
import { log } from "../../log.ts";
import { StoredInstrument } from "../account/stored-order.ts";
import { calendarOf } from "./broker-source.ts";
import type { FeedSurroundings, FeedsAtWork } from "./keep-feeds.ts";
import { LiveFeed } from "./live-feed.ts";

/** Feeds and symbols that runs ask for are noticed at least this often. */
const lookMilliseconds = 500;
const retryMilliseconds = 250;
const pulseMilliseconds = 1_000;

type Following = { readonly account: SealedAccountRow; readonly seen: FeedsAtWork; readonly held: AbortSignal };

/** Hears the prices of one account, as long as runs follow them, and gives the bars made of them to these. */
export async function followPrices(surroundings: FeedSurroundings, { account, seen, held }: Following): Promise<void> {
  const { db, connections, wake, now = Date.now } = surroundings;
  const connection = connections.of(account);
  if (connection === null) return;
  const { readBars } = connection;
  const { capabilities } = brokerOf(account.broker);
  const tickDelayMilliseconds = surroundings.tickDelayMilliseconds ?? capabilities.tickDelayMilliseconds;
  const feeds = new Map<string, LiveFeed>();
  const symbols = new Map<string, string>();
  const pulse = new Pulse();
  const stream = connection.streamPrices({
    onItem: (tick: Tick) => {
      const symbol = symbols.get(tick.token);
      if (symbol === undefined) return;
      if (tick.trade !== null && tick.amends === undefined) pulse.trade(tick.trade.time, now());
      for (const feed of feeds.values()) feed.push(symbol, tick);
    },
    onState: (state, reason) => {
      pulse.state(state, reason, now());
      for (const feed of feeds.values()) feed.restart(state === "open" ? now() : Number.POSITIVE_INFINITY);
    },
    onHeard: () => pulse.heard(),
  });

  async function open(id: string): Promise<LiveFeed | null> {
    const row = await findFeed(db, id);
    const timeframe = feedTimeframes.find((one) => one === row?.timeframe);
    if (row === null || timeframe === undefined) return null;
    const { barMilliseconds, lastBarIndex } = row;
    await markReady(db, id, null);
    const given = lastBarIndex ?? Math.floor(now() / barMilliseconds) - 1;
    const setup = {
      db,
      connection: { readBars },
      calendar: calendarOf(account),
      given,
      tickDelayMilliseconds,
    } as const;
    const feed = new LiveFeed({ ...setup, feed: { id, timeframe, barMilliseconds } });
    if (pulse.isOpen) feed.restart(now());
    return feed;
  }

  /** Takes up what runs ask for. */
  async function look(): Promise<void> {
    const wanted = seen.feeds.get(account.id) ?? [];
    for (const id of feeds.keys()) if (!wanted.includes(id)) feeds.delete(id);
    let isMore = false;
    for (const id of wanted) {
      const feed = feeds.get(id) ?? (await open(id));
      if (feed === null) continue;
      feeds.set(id, feed);
      for (const { instrument, warmBars } of await listFeedSymbols(db, id)) {
        const listed = StoredInstrument.parse(instrument);
        symbols.set(listed.token, listed.symbol);
        isMore = feed.watch(listed, warmBars, now()) || isMore;
      }
    }
    if (isMore) stream.watch([...new Map([...feeds.values()].flatMap(named)).values()]);
  }

  async function turn(feed: LiveFeed): Promise<void> {
    try {
      const giving = await feed.turn(now());
      if (giving === "unready") await look();
      else if (giving !== null) await wake(giving);
      pulse.filling(null);
    } catch (error) {
      pulse.filling(error instanceof Error ? error.message : String(error));
      log().warn({ err: error, feed: feed.id }, "bars of a broker's feed could not be given");
    }
  }

  let looked = 0;
  let told = 0;
  try {
    while (!held.aborted && !pulse.isOver && seen.feeds.has(account.id) && isSame(seen, account)) {
      if (Date.now() - looked >= lookMilliseconds) {
        looked = Date.now();
        await look();
      }
      for (const feed of feeds.values()) await turn(feed);
      if (Date.now() - told >= pulseMilliseconds) {
        told = Date.now();
        for (const id of feeds.keys()) await storePulse(db, id, pulse.read());
      }
      const next = Math.min(...[...feeds.values()].map(({ due }) => due)) - now();
      const pause = next > 0 ? Math.min(next, retryMilliseconds) : retryMilliseconds / 5;
      await sleep(Math.max(1, pause), undefined, { signal: held }).catch(() => undefined);
    }
  } finally {
    stream.close();
    for (const id of feeds.keys()) await storePulse(db, id, pulse.read()).catch(() => undefined);
  }
}

function named(feed: LiveFeed) {
  return feed.instruments.map((instrument) => [instrument.token, instrument] as const);
}

/** A new login needs a new stream. */
function isSame({ accounts }: FeedsAtWork, { id, session }: SealedAccountRow): boolean {
  const current = accounts.get(id)?.session;
  return current !== undefined && Buffer.from(current ?? []).equals(Buffer.from(session ?? []));
}

/** What is to be told of a stream. */
class Pulse {
  #state: StreamState = "connecting";
  #reason: string | null = null;
  #trouble: string | null = null;
  #opened = Number.POSITIVE_INFINITY;
  #heardAt: Date | null = null;
  #lag: number | null = null;

  get isOpen(): boolean {
    return this.#state === "open";
  }

  get isOver(): boolean {
    return this.#state === "closed";
  }

  state(state: StreamState, reason: string | null, now: number): void {
    this.#state = state;
    this.#reason = reason;
    this.#opened = state === "open" ? now : Number.POSITIVE_INFINITY;
  }

  heard(): void {
    this.#heardAt = new Date();
  }

  /** A trade from before the stream was open says nothing of how late it is. */
  trade(time: number, now: number): void {
    if (time >= this.#opened) this.#lag = Math.max(0, Math.round(now - time));
  }

  filling(trouble: string | null): void {
    this.#trouble = trouble;
  }

  read(): FeedPulse {
    const isFilling = this.isOpen && this.#trouble !== null;
    const state = isFilling ? "filling" : this.#state;
    const reason = isFilling ? this.#trouble : this.#reason;
    return { state, reason: reason?.slice(0, 300) ?? null, heardAt: this.#heardAt, lagMilliseconds: this.#lag };
  }
}
