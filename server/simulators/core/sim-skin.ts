import type { IncomingMessage } from "node:http";
import type { WebSocket } from "ws";
import type { SimBroker } from "./sim-broker.ts";
import type { SimRoute } from "./sim-http.ts";

/** A protocol in which a simulated broker is spoken to. */
export type SimSkin = {
  readonly broker: SimBroker;
  /** The first part of its addresses, such as "/kite". */
  readonly prefix: string;
  readonly routes: readonly SimRoute[];
  readonly sockets: readonly SimSocketRoute[];
};

export type SimSocketRoute = {
  readonly path: RegExp;
  /** Returns the HTTP status with which the handshake is refused, or null. */
  readonly refuse: (url: URL) => number | null;
  readonly accept: (socket: WebSocket, context: { readonly url: URL; readonly request: IncomingMessage }) => void;
};
