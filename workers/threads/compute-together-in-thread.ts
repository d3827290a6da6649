import type { ComputeTogether } from "@/server/features/portfolio/compute-together.ts";
import { shareLane } from "./share-bars.ts";
import { WarmThreads } from "./warm-threads.ts";
import { workInThread } from "./work-in-thread.ts";

const idleMilliseconds = 60_000;
const threads = new WarmThreads(new URL("./basket.thread.js", import.meta.url), { idleMilliseconds });

/** Computes a basket in a thread that nothing else uses meanwhile. */
export const computeTogetherInThread: ComputeTogether = ({ members, ...input }, hooks) => {
  const shared = members.map(({ lanes, references, ...member }) => ({
    ...member,
    lanes: lanes.map(shareLane),
    references: references.map(shareLane),
  }));
  return workInThread(threads, { input: { ...input, members: shared }, ...hooks });
};
