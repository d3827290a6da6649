"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notify } from "../ui/notify.ts";

type Line = Pick<ApiOutput["subscriptions"]["list"][number], "id" | "listingTitle" | "settings">;

const ways = {
  keep: {
    confirm: "Stop and keep",
    text: "Its runs end now. What they hold stays as it is, and is watched by nothing.",
  },
  close: {
    confirm: "Flatten and stop",
    text: "Every position of its runs is closed at market at the next open; then the runs end.",
  },
  "close-next-session": {
    confirm: "Stop with the next day",
    text: "Nothing is entered any more. Every position is closed with the first bar of the next trading day; then the runs end.",
  },
} as const;

type StopDialogProps = { readonly subscription: Line; readonly size?: "sm" | "md" };

/** Unsubscribes in the way that the subscription's settings say. */
export function StopDialog({ subscription, size = "md" }: StopDialogProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const way = ways[subscription.settings.onUnsubscribe];
  const stop = useMutation(
    trpc.subscriptions.stop.mutationOptions({
      onSuccess: () => {
        notify("The subscription is stopping.");
        void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
      },
    }),
  );
  return (
    <ConfirmDialog
      title={`Stop ${subscription.listingTitle}?`}
      description={
        <>
          <p>{way.text}</p>
          <p>The record of what they did stays.</p>
        </>
      }
      confirm={way.confirm}
      danger
      onConfirm={() => stop.mutate({ id: subscription.id })}
      trigger={
        <Button size={size} busy={stop.isPending}>
          Stop
        </Button>
      }
    />
  );
}
