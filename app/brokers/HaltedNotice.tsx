"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { useMay } from "../session/use-may.ts";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notifyError } from "../ui/notify.ts";

/** Says that an account was killed, and lets those who may allow it to trade again. */
export function HaltedNotice({ id, haltedAt }: { readonly id: string; readonly haltedAt: string }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const mayAllow = useMay("broker.manage");
  const allow = useMutation(
    trpc.runs.release.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.brokers.accounts.queryKey() }),
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <div
      role="alert"
      className="mb-4 flex flex-wrap items-center justify-between gap-3 rounded-md border border-danger/30 bg-danger-soft p-3 text-sm"
    >
      <p>
        <strong className="font-semibold">This account was killed</strong> at {format.dateTime(haltedAt)}. Exits still
        go out; nothing is entered.
      </p>
      {mayAllow ? (
        <ConfirmDialog
          title="Let this account trade again?"
          description={<p>Its runs stay ended. New ones can be started on it.</p>}
          confirm="Allow"
          typeToConfirm="ALLOW"
          onConfirm={() => allow.mutate({ accountId: id, confirm: "ALLOW" })}
          trigger={
            <Button size="sm" busy={allow.isPending}>
              Allow it to trade
            </Button>
          }
        />
      ) : null}
    </div>
  );
}
