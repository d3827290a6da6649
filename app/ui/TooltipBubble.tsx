"use client";
import { type ReactNode, useEffect, useEffectEvent, useLayoutEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { placeBeside, type Side } from "./place-beside.ts";

type TooltipBubbleProps = {
  readonly id: string;
  readonly anchor: HTMLElement;
  readonly side: Side;
  readonly onClose: () => void;
  readonly onEnter: () => void;
  readonly onLeave: () => void;
  readonly children: ReactNode;
};

/** The text of a tooltip at its place on the screen. Escape and scrolling close it; the pointer may move onto it. */
export function TooltipBubble({ id, anchor, side, onClose, onEnter, onLeave, children }: TooltipBubbleProps) {
  const bubble = useRef<HTMLDivElement>(null);
  const close = useEffectEvent(onClose);
  // External system: the layout of the page. Before it is painted, so that nothing jumps.
  useLayoutEffect(() => {
    const { current } = bubble;
    if (!current) return;
    const { clientWidth: width, clientHeight: height } = document.documentElement;
    const { left, top } = placeBeside(
      anchor.getBoundingClientRect(),
      current.getBoundingClientRect(),
      { width, height },
      side,
    );
    current.style.left = `${left}px`;
    current.style.top = `${top}px`;
  });
  // External system: keyboard and scrolling of the document.
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === "Escape") close();
    };
    const onScroll = ({ target }: Event) => {
      if (target instanceof Node && target.contains(anchor)) close();
    };
    document.addEventListener("keydown", onKey);
    document.addEventListener("scroll", onScroll, true);
    return () => {
      document.removeEventListener("keydown", onKey);
      document.removeEventListener("scroll", onScroll, true);
    };
  }, [anchor]);
  return createPortal(
    <div
      ref={bubble}
      id={id}
      role="tooltip"
      onPointerEnter={onEnter}
      onPointerLeave={onLeave}
      className="pointer-events-auto fixed z-50 w-max max-w-72 animate-fade rounded-md border border-border bg-raised px-2.5 py-1.5 text-text text-xs shadow-overlay"
    >
      {children}
    </div>,
    document.body,
  );
}
