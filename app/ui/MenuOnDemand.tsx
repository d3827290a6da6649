"use client";
import { type ReactElement, type ReactNode, Suspense, useState } from "react";
import { OverlayTrigger } from "./OverlayTrigger.tsx";

type MenuOnDemandProps = {
  readonly button: ReactElement;
  /** Loads the menu. */
  readonly load: () => Promise<unknown>;
  /** The menu, a lazy component that starts open and brings its own trigger. */
  readonly children: ReactNode;
};

/** A button whose menu, and what places it on the screen, arrive when somebody reaches for it. */
export function MenuOnDemand({ button, load, children }: MenuOnDemandProps) {
  const [isWanted, setIsWanted] = useState(false);
  if (isWanted) return <Suspense fallback={button}>{children}</Suspense>;
  return (
    <OverlayTrigger opens="menu" isOpen={false} onOpen={() => setIsWanted(true)} onReach={load}>
      {button}
    </OverlayTrigger>
  );
}
