import { randomUUID } from "node:crypto";
import type { WebSocket } from "ws";
import { z } from "zod";
import type { UpdatePipe } from "../core/faults.ts";
import type { SimBroker } from "../core/sim-broker.ts";
import type { SimEvent } from "../core/sim-event.ts";
import type { SimSocketRoute } from "../core/sim-skin.ts";
import { alpacaOrderRow, isHeldStop, iso, text } from "./alpaca-order-row.ts";

const Message = z.discriminatedUnion("action", [
  z.object({
    action: z.literal("authenticate"),
    data: z.object({ key_id: z.string(), secret_key: z.string() }),
  }),
  z.object({ action: z.literal("listen"), data: z.object({ streams: z.array(z.string()) }) }),
]);

type Listener = { readonly socket: WebSocket; account: string | null; isListening: boolean };

/** The stream of an account's orders. The paper environment sends JSON in binary frames, and so does this. */
export function alpacaTradeUpdates(
  broker: SimBroker,
  accountOf: (key: string, secret: string) => string | null,
  updates: UpdatePipe,
): SimSocketRoute {
  const listeners = new Set<Listener>();
  const send = ({ socket }: Listener, value: unknown): void => socket.send(Buffer.from(JSON.stringify(value)));

  function read(listener: Listener, body: string): void {
    const message = parse(body);
    if (message === null) {
      send(listener, { action: "error", data: { error_message: "invalid message" } });
      return;
    }
    if (message.action === "authenticate") {
      listener.account = accountOf(message.data.key_id, message.data.secret_key);
      const status = listener.account === null ? "unauthorized" : "authorized";
      send(listener, { stream: "authorization", data: { status, action: "authenticate" } });
      if (listener.account === null) listener.socket.close();
      return;
    }
    listener.isListening = listener.account !== null && message.data.streams.includes("trade_updates");
    send(listener, { stream: "listening", data: { streams: listener.isListening ? ["trade_updates"] : [] } });
  }

  broker.onEvent((event) => {
    const name = nameOf(event, broker);
    if (name === null || !("order" in event)) return;
    const order = broker.order(event.order);
    const position = broker.books.positionOf(order.account, order.symbol)?.quantity ?? 0;
    const trade =
      event.kind === "order-filled"
        ? { price: text(event.price), qty: text(event.quantity), position_qty: text(position) }
        : {};
    const execution_id = event.kind === "order-filled" ? event.trade : randomUUID();
    const data = { event: name, execution_id, timestamp: iso(event.at), ...trade, order: alpacaOrderRow(order) };
    updates.send(() => {
      for (const listener of listeners)
        if (listener.isListening && listener.account === order.account)
          send(listener, { stream: "trade_updates", data });
    });
  });

  return {
    path: /^\/stream$/,
    refuse: () => null,
    accept: (socket) => {
      const listener: Listener = { socket, account: null, isListening: false };
      listeners.add(listener);
      socket.on("message", (data) => read(listener, String(data)));
      socket.on("close", () => listeners.delete(listener));
    },
  };
}

function nameOf(event: SimEvent, broker: SimBroker): string | null {
  switch (event.kind) {
    case "order-placed":
      return "pending_new";
    case "order-accepted":
      return isHeldStop(broker.order(event.order)) ? "held" : "new";
    case "order-held":
      return "held";
    case "order-triggered":
      // a stop that Alpaca held itself goes out only now
      return broker.order(event.order).link === null ? null : "new";
    case "order-filled":
      return broker.order(event.order).status === "filled" ? "fill" : "partial_fill";
    case "order-cancelled":
      return "canceled";
    case "order-replaced":
      return "replaced";
    case "order-rejected":
      return "rejected";
    default:
      return null;
  }
}

function parse(body: string): z.infer<typeof Message> | null {
  try {
    return Message.parse(JSON.parse(body));
  } catch {
    return null;
  }
}
