import type { TabChannel, TabLocks } from "./event-hub.ts";

/** Returns a channel to nobody, for a browser that cannot share: each tab then has a stream of its own. */
export function ownChannel(): TabChannel {
  return { post: () => undefined, listen: () => undefined };
}

/** Returns locks that are always free, for the same case. */
export function ownLocks(): TabLocks {
  return { request: (_name, run) => run() };
}
