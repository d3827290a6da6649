"use client";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { useStore } from "zustand";
import type { Moving, StudioActions, StudioState } from "./studio-state.ts";
import type { StudioStore } from "./studio-store.ts";
import { withoutMotion } from "./without-motion.ts";

type Stores = { readonly whole: StudioStore; readonly quiet: StudioStore };

const Context = createContext<Stores | null>(null);

export function StudioProvider({ store, children }: { readonly store: StudioStore; readonly children: ReactNode }) {
  const stores = useMemo(() => ({ whole: store, quiet: withoutMotion(store) }), [store]);
  return <Context value={stores}>{children}</Context>;
}

function useStores(): Stores {
  const stores = useContext(Context);
  if (stores === null) throw new Error("the studio's store must be read inside StudioProvider");
  return stores;
}

/** Returns the store itself, for event handlers that read the state of the moment. */
export function useStudioStore(): StudioStore {
  return useStores().whole;
}

/** Returns a part of the state; where things are drawn is no part that it knows. */
export function useStudio<Value>(select: (state: Omit<StudioState, keyof Moving> & StudioActions) => Value): Value {
  return useStore(useStores().quiet, select);
}

/** Returns what is drawn and where: it changes with every frame of a drag. */
export function useMoving<Value>(select: (state: StudioState & StudioActions) => Value): Value {
  return useStore(useStores().whole, select);
}
