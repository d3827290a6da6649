"use client";
import { useCallback, useEffect, useRef, useState } from "react";
import { usePanels } from "../layout/panel-store.ts";
import { readLink } from "../linked/read-link.ts";
import { usePreview } from "../preview/preview-store.ts";
import { useScrub } from "./scrub-store.ts";

export type Look = {
  readonly bar: number | null;
  readonly isPinned: boolean;
  readonly onLook: (bar: number | null) => void;
  readonly onPin: (bar: number | null) => void;
};

/** Which bar is looked at: the one under the pointer, or the one that was pinned by a click or the arrow keys. */
export function useLook(): Look {
  const [hovered, setHovered] = useState<number | null>(null);
  const [pinned, setPinned] = useState<number | null>(null);
  const count = usePreview((state) => state.bars?.close.length ?? 0);
  // A shorter history leaves no bar to look at.
  const bar = pinned ?? hovered;
  const bars = usePreview((state) => state.bars);
  const wanted = useRef<number | null>(readLink(window.location.search).bar);
  // External system: the address of the page, which may ask for a bar; it is looked for when the bars have come.
  useEffect(() => {
    const time = wanted.current;
    if (time === null || bars === null) return;
    wanted.current = null;
    const index = bars.time.findLastIndex((open) => open <= time);
    if (index < 0) return;
    usePanels.getState().change({ isDockOpen: true, dockTab: "preview" });
    setPinned(index);
  }, [bars]);
  const onPin = useCallback((next: number | null) => setPinned(next), []);
  const onLook = useCallback((next: number | null) => setHovered(next), []);
  // External system: the keyboard, wherever the focus is.
  useEffect(() => {
    if (pinned === null) return;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === "Escape") setPinned(null);
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [pinned]);
  const chosen = bar !== null && bar < count ? bar : null;
  const ask = usePreview((state) => state.look);
  const lane = usePreview((state) => state.lane);
  const result = usePreview((state) => state.result);
  // External system: the preview worker, asked anew where the strategy or the bar changed.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new result means that the ports hold other values
  useEffect(() => {
    if (chosen === null) useScrub.getState().clear();
    else ask?.(chosen, lane);
  }, [chosen, lane, ask, result]);
  return { bar: chosen, isPinned: pinned !== null, onLook, onPin };
}
