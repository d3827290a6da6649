"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { ShieldCheck } from "lucide-react";
import { useState } from "react";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { notify } from "../ui/notify.ts";
import { LimitsFields } from "./LimitsFields.tsx";
import { draftOf, readDraft, type SubscriptionLimits } from "./limits-draft.ts";

type LimitsDialogProps = { readonly id: string; readonly settings: SubscriptionLimits };

export function LimitsDialog({ id, settings }: LimitsDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(() => draftOf(settings));
  const { limits, errors } = readDraft(draft);
  const save = useMutation(
    trpc.subscriptions.setSettings.mutationOptions({
      onSuccess: () => {
        notify("Your limits hold from the next bar on.");
        setOpen(false);
        void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
      },
    }),
  );
  return (
    <Dialog
      title="Your limits"
      description="They stand between the strategy and its orders. Its author cannot loosen them; exits always pass."
      open={isOpen}
      onOpenChange={(open) => {
        if (open) setDraft(draftOf(settings));
        setOpen(open);
      }}
      trigger={
        <Button>
          <ShieldCheck size={15} aria-hidden="true" />
          Limits
        </Button>
      }
    >
      <form
        className="grid gap-4"
        onSubmit={(form) => {
          form.preventDefault();
          if (limits !== null) save.mutate({ id, settings: limits });
        }}
      >
        <LimitsFields draft={draft} errors={errors} onChange={setDraft} />
        <Button type="submit" variant="primary" disabled={limits === null} busy={save.isPending}>
          Set these limits
        </Button>
      </form>
    </Dialog>
  );
}
