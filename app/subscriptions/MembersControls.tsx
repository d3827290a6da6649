"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePause, CirclePlay, Eraser } from "lucide-react";
import { KillButton } from "../runs/KillButton.tsx";
import { type ApiInput, type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notify, notifyError } from "../ui/notify.ts";

type Command = ApiInput["subscriptions"]["command"]["command"];
const said: Record<Command, string> = {
  "pause-entries": "No member enters from the next bar on.",
  resume: "Every member may enter again from the next bar on.",
  flatten: "Every member closes what it holds at the next open.",
};

/** What can be asked of all members at once. On a phone it is where the thumb is. */
export function MembersControls({ subscription }: { readonly subscription: ApiOutput["subscriptions"]["get"] }) {
  const { id, runs, basket, pendingVersion } = subscription;
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const command = useMutation(
    trpc.subscriptions.command.mutationOptions({
      onSuccess: (_answer, sent) => {
        notify(said[sent.command]);
        void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const active = runs.filter((run) => run.stoppedAt === null);
  const isHolding = active.some(({ mark }) => (mark?.positions.length ?? 0) > 0);
  const isPaused = active.length > 0 && active.every(({ status }) => status === "paused");
  const mayResume = isPaused || basket?.hold?.closes === true;
  return (
    <div className="fixed inset-x-0 bottom-(--shell-bottom) z-20 flex gap-2 border-t bg-surface p-3 *:flex-1 md:static md:contents">
      {mayResume ? (
        <Button
          busy={command.isPending}
          disabled={pendingVersion !== null}
          onClick={() => command.mutate({ id, command: "resume" })}
        >
          <CirclePlay size={15} aria-hidden="true" />
          Allow entries
        </Button>
      ) : (
        <Button busy={command.isPending} onClick={() => command.mutate({ id, command: "pause-entries" })}>
          <CirclePause size={15} aria-hidden="true" />
          Pause all
        </Button>
      )}
      {isHolding ? (
        <ConfirmDialog
          title="Square off every member?"
          description={
            <p>
              Everything that the members hold is closed at market, and nothing else. They go on and may enter again.
            </p>
          }
          confirm="Square off"
          danger
          onConfirm={() => command.mutate({ id, command: "flatten" })}
          trigger={
            <Button>
              <Eraser size={15} aria-hidden="true" />
              Square off
            </Button>
          }
        />
      ) : null}
      <KillButton scope="subscription" id={id} />
    </div>
  );
}
