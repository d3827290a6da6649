import { z } from "zod";
import type { BrokerStream, PriceStream, StreamListener, Tick } from "../port/broker-connection.ts";
import type { BrokerInstrument } from "../port/broker-instrument.ts";
import type { OrderReport } from "../port/broker-order.ts";
import { decimal } from "../port/decimal.ts";
import { keepConnected } from "../port/keep-connected.ts";
import { AlpacaOrder, readAlpacaOrder } from "./read-alpaca-order.ts";

type Keys = { readonly url: string; readonly keyId: string; readonly secret: string };

const silenceMilliseconds = 10_000;

const TradingFrame = z.discriminatedUnion("stream", [
  z.object({ stream: z.literal("authorization"), data: z.object({ status: z.string() }) }),
  z.object({ stream: z.literal("listening") }),
  z.object({ stream: z.literal("trade_updates"), data: z.object({ order: AlpacaOrder }) }),
]);

/** Listens to the account's orders. */
export function streamAlpacaOrders(
  { url, keyId, secret }: Keys,
  { onItem, onState }: StreamListener<OrderReport>,
): BrokerStream {
  return keepConnected({
    url: () => url,
    silenceMilliseconds,
    onState,
    onOpen: ({ send }) => send(JSON.stringify({ action: "authenticate", data: { key_id: keyId, secret_key: secret } })),
    onText: (text, conversation) => {
      const frame = TradingFrame.safeParse(parse(text));
      if (!frame.success) return;
      const { stream } = frame.data;
      if (stream === "trade_updates") onItem(readAlpacaOrder(frame.data.data.order));
      else if (stream === "listening") conversation.ready();
      else if (frame.data.data.status !== "authorized") conversation.giveUp("Alpaca did not accept the keys");
      else conversation.send(JSON.stringify({ action: "listen", data: { streams: ["trade_updates"] } }));
    },
  });
}

const MarketFrame = z.array(
  z.union([
    z.object({ T: z.literal("success"), msg: z.string() }),
    z.object({ T: z.literal("error"), code: z.number(), msg: z.string() }),
    z.object({ T: z.literal("t"), S: z.string(), i: z.number(), p: z.number(), s: z.number(), t: z.string() }),
    z.object({
      T: z.literal("c"),
      S: z.string(),
      oi: z.number(),
      ci: z.number(),
      cp: z.number(),
      cs: z.number(),
      t: z.string(),
    }),
    z.object({ T: z.literal("x"), S: z.string(), i: z.number(), p: z.number(), t: z.string() }),
    z.object({ T: z.literal("q"), S: z.string(), bp: z.number(), ap: z.number() }),
    z.object({ T: z.string() }).transform(() => null),
  ]),
);
const refusals = new Set([401, 402, 404, 409]);

export function streamAlpacaPrices(
  { url, keyId, secret }: Keys,
  { onItem, onState, onHeard }: StreamListener<Tick>,
): PriceStream {
  let watched: readonly string[] = [];
  const quotes = new Map<string, { readonly bid: number; readonly ask: number }>();
  const subscription = (action: string, symbols: readonly string[]): string =>
    JSON.stringify({ action, trades: symbols, quotes: symbols });
  const socket = keepConnected({
    url: () => url,
    silenceMilliseconds,
    onState,
    onHeard,
    onOpen: () => undefined,
    onText: (text, { send, ready, giveUp }) => {
      const frame = MarketFrame.safeParse(parse(text));
      for (const message of frame.success ? frame.data : []) {
        if (message === null) continue;
        if (message.T === "success" && message.msg === "connected")
          send(JSON.stringify({ action: "auth", key: keyId, secret }));
        else if (message.T === "success" && message.msg === "authenticated") {
          ready();
          if (watched.length > 0) send(subscription("subscribe", watched));
        } else if (message.T === "error" && refusals.has(message.code)) giveUp(`Alpaca: ${message.msg}`);
        else if (message.T === "q") quotes.set(message.S, { bid: message.bp, ask: message.ap });
        else if (message.T === "t") onItem(tickOf(message, quotes.get(message.S)));
        else if (message.T === "c") {
          const { S, oi, ci, cp, cs, t } = message;
          onItem({ ...tickOf({ S, i: ci, p: cp, s: cs, t }, quotes.get(S)), amends: String(oi) });
        } else if (message.T === "x") {
          const { S, i, p, t } = message;
          onItem({ ...tickOf({ S, i, p, s: 0, t }, quotes.get(S)), trade: null, amends: String(i) });
        }
      }
    },
  });
  return {
    close: socket.close,
    watch: (instruments: readonly BrokerInstrument[]) => {
      const next = instruments.map(({ token }) => token);
      const gone = watched.filter((symbol) => !next.includes(symbol));
      if (gone.length > 0) socket.send(subscription("unsubscribe", gone));
      watched = next;
      if (watched.length > 0) socket.send(subscription("subscribe", watched));
    },
  };
}

type Trade = { readonly S: string; readonly i: number; readonly p: number; readonly s: number; readonly t: string };

function tickOf({ S, i, p, s, t }: Trade, quote: { readonly bid: number; readonly ask: number } | undefined): Tick {
  // nanoseconds are cut to what a clock of ours can hold
  const time = Date.parse(t.replace(/(\.\d{3})\d*Z$/, "$1Z"));
  return {
    token: S,
    price: decimal(p),
    time,
    bid: quote === undefined ? null : decimal(quote.bid),
    ask: quote === undefined ? null : decimal(quote.ask),
    trade: { time, price: p, volume: { kind: "each", units: s }, id: String(i) },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
