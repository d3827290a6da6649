"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePlay, Trash2 } from "lucide-react";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { notify, notifyError } from "../ui/notify.ts";

/** What can be done with a run that is prepared and not started. */
export function DraftControls({ id }: { readonly id: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const refresh = () => void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
  const onError = (error: Parameters<typeof errorText>[0]) => notifyError(errorText(error));
  const launch = useMutation(
    trpc.runs.launch.mutationOptions({
      onSuccess: () => {
        notify("Started; it steps with the next bar.");
        refresh();
      },
      onError,
    }),
  );
  const discard = useMutation(trpc.runs.command.mutationOptions({ onSuccess: refresh, onError }));
  const isBusy = launch.isPending || discard.isPending;
  return (
    <>
      <Button
        variant="ghost"
        disabled={isBusy}
        busy={discard.isPending}
        onClick={() => discard.mutate({ id, command: "stop", flatten: false })}
      >
        <Trash2 size={15} aria-hidden="true" />
        Discard
      </Button>
      <Button variant="primary" disabled={isBusy} busy={launch.isPending} onClick={() => launch.mutate({ id })}>
        <CirclePlay size={15} aria-hidden="true" />
        Start
      </Button>
    </>
  );
}
