"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { notifyError } from "../ui/notify.ts";

type Job = ApiOutput["jobs"]["queue"]["jobs"][number];

export function CancelJob({ job: { name, key, label } }: { readonly job: Job }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const ending = {
    onSuccess: () => void queryClient.invalidateQueries({ queryKey: trpc.jobs.queue.queryKey() }),
    onError: (error: unknown) => notifyError(errorText(error)),
  };
  const cancels = {
    "backtest.run": useMutation(trpc.backtests.cancel.mutationOptions(ending)),
    "sweep.run": useMutation(trpc.sweeps.cancel.mutationOptions(ending)),
    "dataset.import": useMutation(trpc.imports.cancel.mutationOptions(ending)),
    "portfolio.test": useMutation(trpc.baskets.cancelTest.mutationOptions(ending)),
  };
  const cancel = cancels[name];
  return (
    <Button
      size="sm"
      aria-label={`Cancel ${label}`}
      busy={cancel.isPending}
      disabled={cancel.isSuccess}
      onClick={() => cancel.mutate({ id: key })}
    >
      Cancel
    </Button>
  );
}
