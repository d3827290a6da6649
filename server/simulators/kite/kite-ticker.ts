import type { WebSocket } from "ws";
import { z } from "zod";
import type { UpdatePipe } from "../core/faults.ts";
import type { SimBroker } from "../core/sim-broker.ts";
import type { SimSocketRoute } from "../core/sim-skin.ts";
import { kiteUpdate } from "./kite-order-row.ts";
import { type KiteMode, kiteFrame, kitePacket } from "./kite-packet.ts";
import type { KiteLogin } from "./kite-session.ts";

const heartbeatMilliseconds = 1_000;
const mostConnections = 3;

const Token = z.coerce.number();
const Message = z.union([
  z.object({ a: z.enum(["subscribe", "unsubscribe"]), v: z.array(Token) }),
  z.object({ a: z.literal("mode"), v: z.tuple([z.enum(["ltp", "quote", "full"]), z.array(Token)]) }),
]);

type Listener = { readonly socket: WebSocket; readonly account: string; readonly modes: Map<number, KiteMode> };

/** The socket that carries ticks as binary frames and order updates as text. */
export function kiteTicker(broker: SimBroker, login: KiteLogin, updates: UpdatePipe): SimSocketRoute {
  const listeners = new Set<Listener>();
  const quoteOf = (symbol: string) => broker.surroundings.board.quoteOf(symbol);

  function sendAll(listener: Listener, tokens: readonly number[]): void {
    const packets = broker.instruments
      .filter(({ token }) => tokens.includes(token))
      .map((one) => kitePacket(one, quoteOf(one.symbol), listener.modes.get(one.token) ?? "quote"));
    if (packets.length > 0) listener.socket.send(kiteFrame(packets));
  }

  function read(listener: Listener, text: string): void {
    const message = parse(text);
    if (message === null) {
      listener.socket.send(JSON.stringify({ type: "error", data: "Invalid message" }));
      return;
    }
    const tokens = message.a === "mode" ? message.v[1] : message.v;
    for (const token of tokens) {
      if (message.a === "unsubscribe") listener.modes.delete(token);
      else listener.modes.set(token, message.a === "mode" ? message.v[0] : "quote");
    }
    if (message.a !== "unsubscribe") sendAll(listener, tokens);
  }

  broker.surroundings.board.onPrice((symbol, quote) => {
    const instrument = broker.instrument(symbol);
    if (instrument === null) return;
    for (const { socket, modes } of listeners) {
      const mode = modes.get(instrument.token);
      if (mode !== undefined) socket.send(kiteFrame([kitePacket(instrument, quote, mode)]));
    }
  });
  broker.onEvent((event) => {
    if (!("order" in event)) return;
    const order = broker.order(event.order);
    const account = broker.books.accounts.get(order.account);
    if (account === undefined) return;
    const frame = JSON.stringify({ type: "order", data: kiteUpdate(broker, order, account) });
    updates.send(() => {
      for (const listener of listeners) if (listener.account === order.account) listener.socket.send(frame);
    });
  });

  return {
    path: /^\/ticker\/?$/,
    refuse: ({ searchParams }) => {
      try {
        const account = login.authorize(searchParams.get("api_key") ?? "", searchParams.get("access_token") ?? "");
        const open = [...listeners].filter((one) => one.account === account.id).length;
        return open >= mostConnections ? 429 : null;
      } catch {
        return 403;
      }
    },
    accept: (socket, { url }) => {
      const { searchParams } = url;
      const account = login.authorize(searchParams.get("api_key") ?? "", searchParams.get("access_token") ?? "");
      const listener: Listener = { socket, account: account.id, modes: new Map() };
      listeners.add(listener);
      const heartbeat = setInterval(() => socket.send(Buffer.from([0])), heartbeatMilliseconds);
      socket.on("message", (data) => read(listener, String(data)));
      socket.on("close", () => {
        clearInterval(heartbeat);
        listeners.delete(listener);
      });
    },
  };
}

function parse(text: string): z.infer<typeof Message> | null {
  try {
    return Message.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
