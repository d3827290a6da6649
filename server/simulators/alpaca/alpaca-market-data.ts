import { decode, encode } from "@msgpack/msgpack";
import type { RawData, WebSocket } from "ws";
import { z } from "zod";
import type { Quote } from "../core/price-board.ts";
import type { SimBroker } from "../core/sim-broker.ts";
import type { SimSocketRoute } from "../core/sim-skin.ts";

const Symbols = z.array(z.string()).default([]);
const Message = z.union([
  z.object({ action: z.literal("auth"), key: z.string(), secret: z.string() }),
  z.object({ action: z.enum(["subscribe", "unsubscribe"]), trades: Symbols, quotes: Symbols }),
]);
const pingMilliseconds = 2_000;

type Listener = {
  readonly socket: WebSocket;
  readonly isBinary: boolean;
  isKnown: boolean;
  readonly trades: Set<string>;
  readonly quotes: Set<string>;
};

/** The stream of trades and quotes; JSON, or MessagePack where the client asks for it. */
export function alpacaMarketData(
  broker: SimBroker,
  accountOf: (key: string, secret: string) => string | null,
): SimSocketRoute {
  const listeners = new Set<Listener>();
  const { board } = broker.surroundings;

  const send = ({ socket, isBinary }: Listener, messages: readonly object[]): void => {
    socket.send(isBinary ? encode(messages) : JSON.stringify(messages));
  };
  // A timestamp of MessagePack where that is spoken, text with nanoseconds where JSON is.
  const timeOf = (listener: Listener, at: number): unknown =>
    listener.isBinary ? new Date(at) : new Date(at).toISOString().replace("Z", "000000Z");

  function publish(listener: Listener, symbol: string, { price, at, trade }: Quote): void {
    const t = timeOf(listener, at);
    const messages: object[] = [];
    if (listener.trades.has(symbol)) {
      messages.push({ T: "t", i: trade, S: symbol, x: "V", p: price, s: 100, t, c: ["@"], z: "C" });
    }
    if (listener.quotes.has(symbol)) {
      const [bp, ap] = [Math.round(price * 100 - 1) / 100, Math.round(price * 100 + 1) / 100];
      messages.push({ T: "q", S: symbol, bx: "V", bp, bs: 1, ax: "V", ap, as: 1, t, c: ["R"], z: "C" });
    }
    if (messages.length > 0) send(listener, messages);
  }

  function read(listener: Listener, data: RawData): void {
    const message = parse(data, listener.isBinary);
    if (message === null) {
      send(listener, [{ T: "error", code: 400, msg: "invalid syntax" }]);
      return;
    }
    if (message.action === "auth") {
      listener.isKnown = accountOf(message.key, message.secret) !== null;
      const refusal = { T: "error", code: 402, msg: "auth failed" };
      send(listener, [listener.isKnown ? { T: "success", msg: "authenticated" } : refusal]);
      if (!listener.isKnown) listener.socket.close();
      return;
    }
    if (!listener.isKnown) {
      send(listener, [{ T: "error", code: 401, msg: "not authenticated" }]);
      return;
    }
    for (const channel of ["trades", "quotes"] as const)
      for (const symbol of message[channel]) {
        if (message.action === "subscribe") listener[channel].add(symbol);
        else listener[channel].delete(symbol);
      }
    const kept = { trades: [...listener.trades], quotes: [...listener.quotes] };
    send(listener, [{ T: "subscription", bars: [], updatedBars: [], dailyBars: [], ...kept }]);
    if (message.action === "unsubscribe") return;
    for (const symbol of new Set([...message.trades, ...message.quotes]))
      if (board.has(symbol)) publish(listener, symbol, board.quoteOf(symbol));
  }

  board.onAmendment(({ symbol: S, trade, before: op, price, instead, at }) => {
    for (const listener of listeners) {
      if (!listener.trades.has(S)) continue;
      const common = { S, x: "V", t: timeOf(listener, at), z: "C" };
      const before = { oi: trade, op, os: 100, oc: ["@"] };
      const after = { ci: instead, cp: price, cs: 100, cc: ["@"] };
      const message = price === null ? { T: "x", i: trade, p: op, s: 100, a: "C" } : { T: "c", ...before, ...after };
      send(listener, [{ ...message, ...common }]);
    }
  });
  board.onPrice((symbol, quote) => {
    for (const listener of listeners) publish(listener, symbol, quote);
  });

  return {
    path: /^\/data\/v2\/(iex|sip|test)$/,
    refuse: () => null,
    accept: (socket, { request }) => {
      const isBinary = request.headers["content-type"] === "application/msgpack";
      const listener: Listener = { socket, isBinary, isKnown: false, trades: new Set(), quotes: new Set() };
      listeners.add(listener);
      const ping = setInterval(() => socket.ping(), pingMilliseconds);
      send(listener, [{ T: "success", msg: "connected" }]);
      socket.on("message", (data) => read(listener, data));
      socket.on("close", () => {
        clearInterval(ping);
        listeners.delete(listener);
      });
    },
  };
}

function parse(data: RawData, isBinary: boolean): z.infer<typeof Message> | null {
  try {
    return Message.parse(isBinary ? decode(data as Buffer) : JSON.parse(String(data)));
  } catch {
    return null;
  }
}
