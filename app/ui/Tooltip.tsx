"use client";
import { Slot } from "radix-ui";
import {
  type FocusEvent,
  lazy,
  type PointerEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";

const TooltipBubble = lazy(() => import("./TooltipBubble.tsx").then((module) => ({ default: module.TooltipBubble })));
const openAfter = 300;
/** Long enough to move the pointer from the trigger onto the text. */
const closeAfter = 120;

type TooltipProps = {
  readonly content: ReactNode;
  /** The trigger; must be focusable, so that the text is reachable by keyboard. */
  readonly children: ReactNode;
  readonly side?: "top" | "right" | "bottom" | "left";
};

/** Text beside what the pointer rests on or the keyboard's focus is on. The bubble arrives with the first one that is shown. */
export function Tooltip({ content, children, side = "top" }: TooltipProps) {
  const id = useId();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  // External system: the timer, which must not outlive the trigger.
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = (milliseconds: number, next: HTMLElement | null) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setAnchor(next), milliseconds);
  };
  const now = (next: HTMLElement | null) => {
    clearTimeout(timer.current);
    setAnchor(next);
  };
  return (
    <>
      <Slot.Root
        {...(anchor ? { "aria-describedby": id } : {})}
        onPointerEnter={({ pointerType, currentTarget }: PointerEvent<HTMLElement>) => {
          if (pointerType !== "touch") later(openAfter, currentTarget);
        }}
        onPointerLeave={() => later(closeAfter, null)}
        onPointerDown={() => now(null)}
        onClick={() => now(null)}
        onFocus={({ currentTarget }: FocusEvent<HTMLElement>) => {
          if (currentTarget.matches(":focus-visible")) now(currentTarget);
        }}
        onBlur={() => now(null)}
      >
        {children}
      </Slot.Root>
      {anchor ? (
        <Suspense fallback={null}>
          <TooltipBubble
            id={id}
            anchor={anchor}
            side={side}
            onClose={() => now(null)}
            onEnter={() => clearTimeout(timer.current)}
            onLeave={() => later(closeAfter, null)}
          >
            {content}
          </TooltipBubble>
        </Suspense>
      ) : null}
    </>
  );
}
