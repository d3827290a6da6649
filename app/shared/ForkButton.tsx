"use client";
import { useMutation } from "@tanstack/react-query";
import { GitFork } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTRPC } from "../trpc/context.ts";
import { errorCode, errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { notifyError } from "../ui/notify.ts";

/** Copies the strategy into the reader's own team; who is not signed in is asked to, and comes back here. */
export function ForkButton({ token }: { readonly token: string }) {
  const trpc = useTRPC();
  const router = useRouter();
  const fork = useMutation(
    trpc.shares.fork.mutationOptions({
      meta: { quiet: true },
      onSuccess: ({ id }) => router.push(`/strategies/${id}`),
      onError: (error) => {
        if (errorCode(error) === "UNAUTHORIZED") router.push(`/sign-in?next=${encodeURIComponent(`/shared/${token}`)}`);
        else notifyError(errorText(error));
      },
    }),
  );
  return (
    <Button
      variant="primary"
      busy={fork.isPending || fork.isSuccess}
      data-testid="fork"
      onClick={() => fork.mutate({ token })}
    >
      <GitFork size={15} aria-hidden="true" />
      Copy to my team
    </Button>
  );
}
