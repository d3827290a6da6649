"use client";
import { Play } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";

const StartRunForm = lazy(() => import("./StartRunForm.tsx").then((module) => ({ default: module.StartRunForm })));

/** Starts a run of one of the team's own strategies. */
export function StartRunDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Start a run"
      description="The strategy as it stands now becomes a version, and the run keeps to it."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary">
          <Play size={14} aria-hidden="true" />
          Start a run
        </Button>
      }
    >
      <Suspense fallback={<SkeletonRows />}>
        <StartRunForm />
      </Suspense>
    </Dialog>
  );
}
