"use client";
import { useEffect, useEffectEvent } from "react";
import { type KeyPlace, type ShortcutId, shortcutFor } from "./shortcuts.ts";

/** Listens to the keyboard while the studio is open. `perform` returns false for a key that it leaves to the browser. */
export function useShortcuts(perform: (id: ShortcutId, event: KeyboardEvent) => boolean): void {
  const run = useEffectEvent(perform);
  // External system: the keyboard.
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isInDialog(event.target)) return;
      const id = shortcutFor(event, placeOf(event.target));
      if (id !== null && run(id, event)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}

function placeOf(target: EventTarget | null): KeyPlace {
  if (!isTyping(target)) return "canvas";
  return target instanceof Element && target.closest(".number-input, .graph-node-field") !== null ? "field" : "text";
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type);
}

function isInDialog(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('[role="dialog"]') !== null;
}
