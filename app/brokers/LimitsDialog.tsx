"use client";
import { ShieldCheck } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import type { ApiOutput } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";

const LimitsForm = lazy(() => import("./LimitsForm.tsx").then((module) => ({ default: module.LimitsForm })));

type Account = ApiOutput["brokers"]["accounts"][number];

/** The limits of an account, which hold for every strategy that trades on it. */
export function LimitsDialog({ account }: { readonly account: Account }) {
  const [open, setOpen] = useState(false);
  const count = Object.keys(account.limits).length;
  return (
    <Dialog
      title={`Limits of ${account.label}`}
      description="They hold for every run on this account, whatever its strategy says. Exits always pass. Empty fields do not limit."
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm">
          <ShieldCheck size={14} aria-hidden="true" />
          {count === 0 ? "Set limits" : `Limits (${count})`}
        </Button>
      }
    >
      <Suspense fallback={<SkeletonRows />}>
        <LimitsForm account={account} onDone={() => setOpen(false)} />
      </Suspense>
    </Dialog>
  );
}
