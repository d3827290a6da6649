import type { ApiClient } from "../trpc/client.ts";
import type { OpenStream, ServerEvent } from "./event-hub.ts";

function isServerEvent(value: unknown): value is ServerEvent {
  return typeof value === "object" && value !== null && "topic" in value && "type" in value && "payload" in value;
}

/** Returns a way to open the stream through the tRPC subscription; the link reconnects by itself. */
export function openTrpcStream(client: ApiClient): OpenStream {
  return (topics, { onEvent, onState }) => {
    let wasLive = false;
    onState("connecting");
    const subscription = client.events.stream.subscribe(
      { topics: [...topics] },
      {
        onData: (message) => {
          // A tracked event arrives as { id, data }.
          const event: unknown = message.data;
          if (isServerEvent(event)) onEvent(event);
        },
        onConnectionStateChange: (connection) => {
          if (connection.state === "pending") {
            wasLive = true;
            onState("live");
          } else onState(wasLive ? "reconnecting" : "connecting");
        },
        onError: () => onState("reconnecting"),
      },
    );
    return () => subscription.unsubscribe();
  };
}
