import type { EventBus, NumberedEvent, Resync } from "./bus.ts";
import type { PlatformEvent } from "./platform-event.ts";

export type StreamedEvent = { readonly id: string; readonly event: PlatformEvent };

/** What is said about the stream itself: "ready" once it listens, "resync" when events may have been missed. */
const own = (id: string, type: "ready" | "resync"): StreamedEvent => ({
  id,
  event: { topic: "stream", type, payload: null },
});

type Options = { readonly topics: readonly string[]; readonly after: string | undefined; readonly signal: AbortSignal };

// A browser that reads slower than the platform writes is told to fetch again, instead of filling the memory.
const mostWaiting = 1_000;

/** Yields the events of the topics until the signal ends it, beginning after the given id where that is still known. */
export async function* streamEvents(bus: EventBus, options: Options): AsyncGenerator<StreamedEvent> {
  const { after, signal } = options;
  const topics = new Set(options.topics);
  let waiting: (NumberedEvent | Resync)[] = [];
  let wake: (() => void) | null = null;
  const unsubscribe = bus.subscribe((arrived) => {
    if (arrived.event !== "resync" && !topics.has(arrived.event.topic)) return;
    if (waiting.length >= mostWaiting) waiting = [{ id: arrived.id, event: "resync" }];
    else waiting.push(arrived);
    wake?.();
  });
  const onAbort = () => wake?.();
  signal.addEventListener("abort", onAbort);
  try {
    await bus.ready();
    const missed = after === undefined ? [] : bus.since(after);
    // Events that arrived while connecting are in `missed` as well, when that is known.
    if (after !== undefined && missed !== null) waiting = [];
    yield own(after !== undefined && missed ? after : bus.head, missed === null ? "resync" : "ready");
    for (const event of missed ?? []) if (topics.has(event.event.topic)) yield event;
    while (!signal.aborted) {
      for (const { id, event } of waiting.splice(0)) yield event === "resync" ? own(id, "resync") : { id, event };
      if (waiting.length > 0 || signal.aborted) continue;
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
      wake = null;
    }
  } finally {
    unsubscribe();
    signal.removeEventListener("abort", onAbort);
  }
}
