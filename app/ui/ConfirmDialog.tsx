"use client";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { OverlayTrigger } from "./OverlayTrigger.tsx";
import { useOverlay } from "./use-overlay.ts";

const load = () => import("./ConfirmFrame.tsx");
const ConfirmFrame = lazy(() => load().then((module) => ({ default: module.ConfirmFrame })));

type ConfirmDialogProps = {
  readonly trigger: ReactNode;
  readonly title: string;
  /** What will happen, in full sentences: this is the last chance to say it. */
  readonly description: ReactNode;
  /** The verb on the button, such as "Stop run". */
  readonly confirm: string;
  readonly danger?: boolean;
  /** A word that must be typed before the button works. */
  readonly typeToConfirm?: string;
  readonly onConfirm: () => void;
};

/** Asks before something is done. Its frame arrives when somebody reaches for the trigger. */
export function ConfirmDialog({ trigger, ...question }: ConfirmDialogProps) {
  const [open, setOpen] = useState(false);
  const overlay = useOverlay(open);
  return (
    <>
      <OverlayTrigger opens="dialog" isOpen={open} onOpen={() => setOpen(true)} onReach={load}>
        {trigger}
      </OverlayTrigger>
      {overlay.isWanted ? (
        <Suspense fallback={null}>
          <ConfirmFrame {...question} open={open} onOpenChange={setOpen} onReturnFocus={overlay.returnFocus} />
        </Suspense>
      ) : null}
    </>
  );
}
