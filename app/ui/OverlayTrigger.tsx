"use client";
import { Slot } from "radix-ui";
import type { KeyboardEvent, MouseEvent, ReactNode } from "react";

type OverlayTriggerProps = {
  readonly opens: "dialog" | "menu";
  readonly isOpen: boolean;
  readonly onOpen: () => void;
  /** Runs when a pointer or the focus arrives: time to load what the click will open. */
  readonly onReach: () => Promise<unknown>;
  /** The button. */
  readonly children: ReactNode;
};

/** The button that opens a dialog or a menu. */
export function OverlayTrigger({ opens, isOpen, onOpen, onReach, children }: OverlayTriggerProps) {
  const reach = () => void onReach().catch(() => undefined); // the click tries again, and says what is wrong
  return (
    <Slot.Root
      aria-haspopup={opens}
      aria-expanded={isOpen}
      data-state={isOpen ? "open" : "closed"}
      onClick={({ currentTarget }: MouseEvent<HTMLElement>) => {
        currentTarget.focus(); // not every browser focuses what is clicked, and it must get the focus back
        onOpen();
      }}
      onKeyDown={(event: KeyboardEvent) => {
        if (opens !== "menu" || event.key !== "ArrowDown") return;
        event.preventDefault();
        onOpen();
      }}
      onPointerEnter={reach}
      onFocus={reach}
    >
      {children}
    </Slot.Root>
  );
}
