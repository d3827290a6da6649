"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { OctagonX } from "lucide-react";
import { type ApiInput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notify, notifyError } from "../ui/notify.ts";

type Scope = ApiInput["runs"]["kill"]["scope"];

const words: Record<Scope, { readonly title: string; readonly what: string; readonly after: string }> = {
  run: {
    title: "Kill this run?",
    what: "Every order of this run is taken back and every position is closed at market.",
    after: "The run ends for good; nothing starts it again.",
  },
  subscription: {
    title: "Kill every member?",
    what: "Every order of this subscription's members is taken back and every position is closed at market.",
    after: "The subscription ends for good; nothing starts it again.",
  },
  account: {
    title: "Kill this account?",
    what: "Every run on this account is killed: its orders are taken back and its positions closed at market.",
    after: "The account enters nothing until somebody allows it again, a minute later at the earliest.",
  },
  everything: {
    title: "Kill everything?",
    what: "Every run of the team is killed, on paper and on every account: orders are taken back, positions closed at market.",
    after: "All accounts enter nothing until somebody allows them again; no run starts again by itself.",
  },
};

type KillButtonProps = {
  readonly scope: Scope;
  readonly id: string | null;
  readonly label?: string;
  readonly size?: "sm" | "md";
};

/** The kill switch. It asks for the word, because there is no way back. */
export function KillButton({ scope, id, label = "Kill", size = scope === "account" ? "sm" : "md" }: KillButtonProps) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const kill = useMutation(
    trpc.runs.kill.mutationOptions({
      onSuccess: ({ runs }) => {
        notify(runs === 1 ? "One run is being closed." : `${runs} runs are being closed.`);
        void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.brokers.accounts.queryKey() });
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const { title, what, after } = words[scope];
  return (
    <ConfirmDialog
      title={title}
      description={
        <>
          <p>{what}</p>
          <p>{after}</p>
        </>
      }
      confirm="Kill"
      danger
      typeToConfirm="KILL"
      onConfirm={() => kill.mutate({ scope, id, confirm: "KILL" })}
      trigger={
        <Button variant="danger" size={size} busy={kill.isPending}>
          <OctagonX size={15} aria-hidden="true" />
          {label}
        </Button>
      }
    />
  );
}
