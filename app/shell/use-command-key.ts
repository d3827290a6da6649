"use client";
import { useSyncExternalStore } from "react";

const never = () => () => undefined;

/** Returns how the command palette's key is written on this keyboard. */
export function useCommandKey(): string {
  return useSyncExternalStore(
    never,
    () => (/mac|iphone|ipad/i.test(navigator.userAgent) ? "⌘K" : "Ctrl K"),
    () => "Ctrl K",
  );
}
