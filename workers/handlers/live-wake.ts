import type { LiveRuntime } from "@/server/live/live-runtime.ts";
import type { JobHandler } from "../handler.ts";

/** Returns the handler of wake-ups; the runtime keeps runs in memory from one to the next. */
export function liveWake(runtime: LiveRuntime): JobHandler<"live.wake"> {
  return { run: ({ shard }, { signal }) => runtime.drainShard(shard, signal) };
}
