"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { notifyError } from "../../ui/notify.ts";

type CancelImportProps = { readonly id: string; readonly label: string; readonly onDone?: () => void };

export function CancelImport({ id, label, onDone }: CancelImportProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const cancel = useMutation(
    trpc.imports.cancel.mutationOptions({
      onSuccess: () => {
        void queryClient.invalidateQueries({ queryKey: trpc.imports.list.queryKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.imports.get.queryKey({ id }) });
        onDone?.();
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  return (
    <Button size="sm" busy={cancel.isPending} onClick={() => cancel.mutate({ id })}>
      {label}
    </Button>
  );
}
