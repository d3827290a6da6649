import WebSocket, { type RawData } from "ws";
import type { BrokerStream, StreamState } from "./broker-connection.ts";

export type SocketPlan = {
  readonly url: () => string;
  /** Silence longer than this counts as a broken connection. */
  readonly silenceMilliseconds: number;
  /** Called when the socket is open; "open" is reported when `ready` of the conversation is called. */
  readonly onOpen: (conversation: Conversation) => void;
  readonly onText: (text: string, conversation: Conversation) => void;
  readonly onBinary?: (bytes: Buffer, conversation: Conversation) => void;
  readonly onState: (state: StreamState, reason: string | null) => void;
  readonly onHeard?: (() => void) | undefined;
};

export interface Conversation {
  send(text: string): void;
  /** The broker has let us in. */
  ready(): void;
  /** Ends the stream for good: connecting again would be of no use. */
  giveUp(reason: string): void;
}

export interface KeptSocket extends BrokerStream {
  /** Sends at once, or not at all while there is no connection. */
  send(text: string): void;
}

const firstPause = 250;
const longestPause = 30_000;

/** Opens a socket and opens it again whenever it breaks, waiting longer each time, until it is closed or given up. */
export function keepConnected(plan: SocketPlan): KeptSocket {
  let socket: WebSocket | null = null;
  let isReady = false;
  let isOver = false;
  let pause = firstPause;
  let watchdog: NodeJS.Timeout | null = null;
  let retry: NodeJS.Timeout | null = null;
  let ping: NodeJS.Timeout | null = null;

  function end(reason: string | null): void {
    if (isOver) return;
    isOver = true;
    if (watchdog !== null) clearTimeout(watchdog);
    if (retry !== null) clearTimeout(retry);
    if (ping !== null) clearInterval(ping);
    socket?.terminate();
    plan.onState("closed", reason);
  }

  function connect(): void {
    plan.onState("connecting", null);
    isReady = false;
    const current = new WebSocket(plan.url(), { handshakeTimeout: plan.silenceMilliseconds });
    socket = current;
    let reason: string | null = null;
    const conversation: Conversation = {
      send: (text) => current.send(text),
      ready: () => {
        isReady = true;
        pause = firstPause;
        plan.onState("open", null);
      },
      giveUp: end,
    };
    const listen = (): void => {
      plan.onHeard?.();
      if (watchdog !== null) clearTimeout(watchdog);
      watchdog = setTimeout(() => {
        reason = `silent for ${plan.silenceMilliseconds} ms`;
        current.terminate();
      }, plan.silenceMilliseconds);
    };
    current.on("open", () => {
      listen();
      // not every broker sends a heartbeat, but every socket answers
      ping = setInterval(() => current.ping(), plan.silenceMilliseconds / 3);
      plan.onOpen(conversation);
    });
    current.on("ping", listen);
    current.on("pong", listen);
    current.on("message", (data, isBinary) => {
      listen();
      if (isOver) return;
      if (isBinary && plan.onBinary !== undefined) plan.onBinary(bytesOf(data), conversation);
      else plan.onText(bytesOf(data).toString("utf8"), conversation);
    });
    current.on("unexpected-response", (_request, response) => {
      const status = response.statusCode ?? 0;
      if (status === 401 || status === 403) end(`the broker refused the stream (${status}): the session is over`);
      else reason = `the broker answered ${status}`;
      current.terminate();
    });
    current.on("error", (error) => {
      reason ??= error.message;
    });
    current.on("close", () => {
      if (watchdog !== null) clearTimeout(watchdog);
      if (ping !== null) clearInterval(ping);
      if (isOver) return;
      isReady = false;
      plan.onState("waiting", reason ?? "the connection was closed");
      // half to full length, so that many accounts do not come back at once
      retry = setTimeout(connect, pause * (0.5 + Math.random() / 2));
      pause = Math.min(pause * 2, longestPause);
    });
  }

  connect();
  return {
    close: () => end(null),
    send: (text) => {
      if (isReady) socket?.send(text);
    },
  };
}

function bytesOf(data: RawData): Buffer {
  if (Array.isArray(data)) return Buffer.concat(data);
  return data instanceof ArrayBuffer ? Buffer.from(data) : data;
}
