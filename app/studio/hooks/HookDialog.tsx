"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCw, Trash2, Webhook } from "lucide-react";
import { useTRPC } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { Button } from "@/app/ui/Button.tsx";
import { ConfirmDialog } from "@/app/ui/ConfirmDialog.tsx";
import { CopyButton } from "@/app/ui/CopyButton.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { ErrorState } from "@/app/ui/ErrorState.tsx";
import { Input } from "@/app/ui/Input.tsx";
import { Skeleton } from "@/app/ui/Skeleton.tsx";
import { useStudio } from "../store/StudioContext.tsx";
import { SignalList } from "./SignalList.tsx";
import { signalMessage } from "./signal-message.ts";
import { signalNames } from "./signal-names.ts";

type HookDialogProps = {
  readonly strategyId: string;
  readonly onClose: () => void;
};

/** The strategy's webhook: opened, its secret rotated, closed, and what came in over it. */
export function HookDialog({ strategyId, onClose }: HookDialogProps) {
  const names = signalNames(useStudio((state) => state.root));
  const trpc = useTRPC();
  const queries = useQueryClient();
  const hook = useQuery({ ...trpc.hooks.get.queryOptions({ strategyId }), staleTime: 0 });
  const refresh = () => queries.invalidateQueries({ queryKey: trpc.hooks.get.queryKey({ strategyId }) });
  const quiet = { meta: { quiet: true }, onSuccess: refresh };
  const create = useMutation(trpc.hooks.create.mutationOptions(quiet));
  const rotate = useMutation(trpc.hooks.rotate.mutationOptions(quiet));
  const remove = useMutation(trpc.hooks.remove.mutationOptions(quiet));
  const secret = (rotate.data ?? create.data)?.secret ?? null;
  const failure = create.error ?? rotate.error ?? remove.error;
  const address = hook.data ? `${window.location.origin}${hook.data.path}` : "";
  return (
    <Dialog
      open
      wide
      title="Webhook"
      description={
        'Alerts of other programs, such as TradingView, reach the strategy\'s live runs here. A node "Signal from outside" acts on them.'
      }
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <div className="grid gap-5">
        {names.length > 0 ? null : (
          <p className="text-muted text-sm">Nothing in this strategy listens yet: add a "Signal from outside".</p>
        )}
        {hook.isPending ? <Skeleton className="h-9" /> : null}
        {hook.isError ? <ErrorState message={errorText(hook.error)} onRetry={() => void hook.refetch()} /> : null}
        {hook.data === null ? (
          <Button
            variant="primary"
            className="justify-self-start"
            busy={create.isPending}
            data-testid="create-hook"
            onClick={() => create.mutate({ strategyId })}
          >
            <Webhook size={15} aria-hidden="true" />
            Open a webhook
          </Button>
        ) : null}
        {hook.data ? (
          <>
            <Copied label="Address" testId="hook-address" text={address} />
            {secret === null ? null : (
              <div className="grid gap-3 rounded-md bg-accent-soft p-3">
                <p className="text-sm">
                  This is the secret. It is shown this once; copy it, or the whole message, now.
                </p>
                <Copied label="Secret" testId="hook-secret" text={secret} />
                <Copied label="Message for TradingView" testId="hook-message" text={signalMessage(secret, names[0])} />
              </div>
            )}
            <div className="flex flex-wrap gap-2">
              <ConfirmDialog
                title="Make a new secret?"
                description={
                  <p>The secret of now ends at once: senders that use it are refused until they have the new one.</p>
                }
                confirm="Make a new secret"
                danger
                onConfirm={() => rotate.mutate({ strategyId })}
                trigger={
                  <Button busy={rotate.isPending}>
                    <RotateCw size={15} aria-hidden="true" />
                    New secret
                  </Button>
                }
              />
              <ConfirmDialog
                title="Close the webhook?"
                description={
                  <p>
                    Its address is gone for good, and the list of signals that came in with it. Live runs go on, and
                    hear no more signals. Another webhook will have another address.
                  </p>
                }
                confirm="Close it"
                danger
                onConfirm={() => {
                  create.reset();
                  rotate.reset();
                  remove.mutate({ strategyId });
                }}
                trigger={
                  <Button variant="ghost" busy={remove.isPending}>
                    <Trash2 size={15} aria-hidden="true" />
                    Close the webhook
                  </Button>
                }
              />
            </div>
            <SignalList strategyId={strategyId} names={names} />
          </>
        ) : null}
        {failure === null ? null : (
          <p role="alert" className="text-danger text-sm">
            {errorText(failure)}
          </p>
        )}
      </div>
    </Dialog>
  );
}

function Copied({ label, testId, text }: { readonly label: string; readonly testId: string; readonly text: string }) {
  return (
    <div className="grid gap-1">
      <span className="font-medium text-xs">{label}</span>
      <div className="flex items-center gap-2">
        <Input
          readOnly
          aria-label={label}
          data-testid={testId}
          value={text}
          onFocus={(event) => event.currentTarget.select()}
        />
        <CopyButton text={text} label={`Copy: ${label}`} size="md" />
      </div>
    </div>
  );
}
