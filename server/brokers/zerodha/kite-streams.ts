import { z } from "zod";
import type { BrokerStream, PriceStream, StreamListener, Tick } from "../port/broker-connection.ts";
import type { BrokerInstrument } from "../port/broker-instrument.ts";
import type { OrderReport } from "../port/broker-order.ts";
import { keepConnected } from "../port/keep-connected.ts";
import { KiteOrder, readKiteOrder } from "./read-kite-order.ts";
import { readKiteTicks } from "./read-kite-ticks.ts";

const OrderFrame = z.object({ type: z.literal("order"), data: KiteOrder });
/** The ticker beats once a second. */
const silenceMilliseconds = 5_000;

/** Listens to the orders of the user, wherever they were placed from. */
export function streamKiteOrders(url: string, { onItem, onState }: StreamListener<OrderReport>): BrokerStream {
  return keepConnected({
    url: () => url,
    silenceMilliseconds,
    onState,
    onOpen: (conversation) => conversation.ready(),
    onText: (text) => {
      const frame = OrderFrame.safeParse(parse(text));
      if (frame.success) onItem(readKiteOrder(frame.data.data));
    },
    onBinary: () => undefined,
  });
}

export function streamKitePrices(url: string, { onItem, onState, onHeard }: StreamListener<Tick>): PriceStream {
  let watched: readonly number[] = [];
  const subscribe = (send: (text: string) => void): void => {
    if (watched.length === 0) return;
    send(JSON.stringify({ a: "subscribe", v: watched }));
    send(JSON.stringify({ a: "mode", v: ["full", watched] }));
  };
  const socket = keepConnected({
    url: () => url,
    silenceMilliseconds,
    onState,
    onHeard,
    onOpen: (conversation) => {
      conversation.ready();
      subscribe(conversation.send);
    },
    onText: () => undefined,
    onBinary: (frame) => {
      for (const tick of readKiteTicks(frame)) onItem(tick);
    },
  });
  return {
    close: socket.close,
    watch: (instruments: readonly BrokerInstrument[]) => {
      const next = instruments.map(({ token }) => Number(token));
      const gone = watched.filter((token) => !next.includes(token));
      if (gone.length > 0) socket.send(JSON.stringify({ a: "unsubscribe", v: gone }));
      watched = next;
      subscribe(socket.send);
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
