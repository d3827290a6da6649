import type { StoreApi } from "zustand/vanilla";

/** What changes with every frame of a drag. */
const moving = new Set(["flowNodes", "flowEdges"]);

/**
 * Returns the store for those who do not look at where things are drawn: a drag, which changes nothing else, wakes none of
 * them. A large graph has thousands of them.
 */
export function withoutMotion<State extends object>(store: StoreApi<State>): StoreApi<State> {
  const listeners = new Set<(state: State, before: State) => void>();
  store.subscribe((state, before) => {
    if (onlyMoved(state, before)) return;
    for (const listener of listeners) listener(state, before);
  });
  return {
    ...store,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

function onlyMoved<State extends object>(state: State, before: State): boolean {
  return (Object.keys(state) as (keyof State & string)[]).every((key) => moving.has(key) || state[key] === before[key]);
}
