"use client";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { OverlayTrigger } from "./OverlayTrigger.tsx";
import { useOverlay } from "./use-overlay.ts";

const load = () => import("./DialogFrame.tsx");
const DialogFrame = lazy(() => load().then((module) => ({ default: module.DialogFrame })));

type DialogProps = {
  readonly title: string;
  readonly description?: ReactNode;
  /** Opens the dialog; leave out where `open` is controlled from outside. */
  readonly trigger?: ReactNode;
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** "full" takes the width of the screen: for drawings. */
  readonly wide?: boolean | "full";
};

/** A modal dialog; on a narrow screen it is a sheet at the bottom. Its frame arrives when somebody reaches for it. */
export function Dialog({ trigger, open, onOpenChange, ...content }: DialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const isOpen = open ?? ownOpen;
  const overlay = useOverlay(isOpen);
  const change = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  return (
    <>
      {trigger ? (
        <OverlayTrigger opens="dialog" isOpen={isOpen} onOpen={() => change(true)} onReach={load}>
          {trigger}
        </OverlayTrigger>
      ) : null}
      {overlay.isWanted ? (
        <Suspense fallback={null}>
          <DialogFrame {...content} open={isOpen} onOpenChange={change} onReturnFocus={overlay.returnFocus} />
        </Suspense>
      ) : null}
    </>
  );
}
