import type { TabChannel, TabLocks } from "./event-hub.ts";

export function canShare(): boolean {
  return "locks" in navigator && typeof BroadcastChannel !== "undefined";
}

export function sharedChannel(name: string): TabChannel {
  const channel = new BroadcastChannel(name);
  return {
    post: (message) => channel.postMessage(message),
    listen: (receive) => {
      channel.onmessage = (message: MessageEvent<unknown>) => receive(message.data);
    },
  };
}

/** Returns the locks of the browser, apart for each scope. */
export function sharedLocks(scope: string): TabLocks {
  return { request: (name, run) => navigator.locks.request(`${name}-${scope}`, run) };
}
