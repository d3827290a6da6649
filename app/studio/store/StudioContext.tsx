"use client";
import { createContext, type ReactNode, useContext } from "react";
import { useStore } from "zustand";
import type { StudioActions, StudioState } from "./studio-state.ts";
import type { StudioStore } from "./studio-store.ts";

const Context = createContext<StudioStore | null>(null);

export function StudioProvider({ store, children }: { readonly store: StudioStore; readonly children: ReactNode }) {
  return <Context value={store}>{children}</Context>;
}

/** Returns the store itself, for event handlers that read the state of the moment. */
export function useStudioStore(): StudioStore {
  const store = useContext(Context);
  if (store === null) throw new Error("useStudioStore must be used inside StudioProvider");
  return store;
}

export function useStudio<Value>(select: (state: StudioState & StudioActions) => Value): Value {
  return useStore(useStudioStore(), select);
}
