"use client";
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useEffectEvent,
  useMemo,
  useSyncExternalStore,
} from "react";
import type { ApiClient } from "../trpc/client.ts";
import { useTRPCClient } from "../trpc/context.ts";
import { EventHub, type ServerEvent, type StreamState } from "./event-hub.ts";
import { openTrpcStream } from "./open-trpc-stream.ts";
import { canShare, sharedChannel, sharedLocks } from "./shared-tabs.ts";
import { ownChannel, ownLocks } from "./single-tab.ts";

const EventsContext = createContext<EventHub | null>(null);

function createHub(client: ApiClient, scope: string): EventHub {
  const shared = canShare();
  return new EventHub({
    tab: Math.random().toString(36).slice(2),
    channel: shared ? sharedChannel(`quantloom-events-${scope}`) : ownChannel(),
    locks: shared ? sharedLocks(scope) : ownLocks(),
    openStream: openTrpcStream(client),
    defer: (task) => setTimeout(task, 50),
  });
}

type EventsProviderProps = {
  /**
   * Which tabs share a stream: those of the same user and team, or null while that is unknown. A tab left over from another
   * account asks for topics that this one may not hear, and would close the stream for all.
   */
  readonly scope: string | null;
  readonly children: ReactNode;
};

export function EventsProvider({ scope, children }: EventsProviderProps) {
  const client = useTRPCClient();
  const hub = useMemo(
    () => (scope === null || typeof window === "undefined" ? null : createHub(client, scope)),
    [client, scope],
  );
  return <EventsContext value={hub}>{children}</EventsContext>;
}

/**
 * Listens to the topics while the component is mounted. `onResync` runs each time that the stream has opened, when
 * earlier events may have been missed: refetch there.
 * @example useEvents([`run:${id}`], (event) => { if (event.type === "mark") ... }, () => refetch())
 */
export function useEvents(
  topics: readonly string[],
  onEvent: (event: ServerEvent) => void,
  onResync: () => void = () => undefined,
): void {
  const hub = useContext(EventsContext);
  const key = topics.join("\n");
  const deliver = useEffectEvent(onEvent);
  const resync = useEffectEvent(onResync);
  // External system: the server's event stream.
  useEffect(() => {
    if (!hub || key === "") return undefined;
    return hub.subscribe(
      key.split("\n"),
      (event) => deliver(event),
      () => resync(),
    );
  }, [hub, key]);
}

const idle = () => "idle" as const;

/** Returns how the event stream is doing, for the indicator in the shell. */
export function useStreamState(): StreamState {
  const hub = useContext(EventsContext);
  return useSyncExternalStore(
    (notify) => hub?.onStateChange(notify) ?? (() => undefined),
    () => hub?.state ?? "idle",
    idle,
  );
}
