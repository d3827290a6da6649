import { tracked } from "@trpc/server";
import { z } from "zod";
import { eventBus } from "../events/bus.ts";
import { streamEvents } from "../events/stream.ts";
import { requireTopics } from "../events/topic-access.ts";
import { metrics } from "../ops/metrics.ts";
import { permitted, router } from "./init.ts";

// lastEventId is filled in by the client when it connects again.
const Input = z.object({
  topics: z.array(z.string().min(1).max(120)).min(1).max(200),
  lastEventId: z.string().max(60).nullish(),
});

export const eventsRouter = router({
  stream: permitted("event.read")
    .input(Input)
    // Whoever may not listen is told so before the stream begins.
    .subscription(async ({ ctx, input, signal }) => {
      await requireTopics(ctx, input.topics);
      const ended = signal ?? new AbortController().signal;
      return stream({ topics: input.topics, after: input.lastEventId ?? undefined, signal: ended });
    }),
});

async function* stream(options: Parameters<typeof streamEvents>[1]) {
  metrics().streams.inc();
  try {
    for await (const { id, event } of streamEvents(eventBus(), options)) yield tracked(id, event);
  } finally {
    metrics().streams.dec();
  }
}
