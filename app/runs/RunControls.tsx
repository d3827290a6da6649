"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePause, CirclePlay, CircleStop, Eraser } from "lucide-react";
import { type ApiInput, useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notify } from "../ui/notify.ts";
import type { RunDetail } from "./read-step.ts";

type Command = ApiInput["runs"]["command"]["command"];

const said: Record<Command, string> = {
  "pause-entries": "Entries pause from the next bar on.",
  resume: "Entries are allowed again from the next bar on.",
  flatten: "Every position closes at the next open.",
  stop: "The run is stopping.",
  halt: "Everything is taken back and closed; the run will not trade again.",
};

/** What a person can ask of a run. Each wish goes into its inbox and is worked off in turn. */
export function RunControls({ run }: { readonly run: RunDetail }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const command = useMutation(
    trpc.runs.command.mutationOptions({
      onSuccess: (_answer, sent) => {
        notify(said[sent.command]);
        void queryClient.invalidateQueries({ queryKey: trpc.runs.get.queryKey({ id: run.id }) });
      },
    }),
  );
  if (run.stoppedAt !== null || run.status === "closed" || run.status === "halted") return null;
  const send = (name: Command, flatten = false) => command.mutate({ id: run.id, command: name, flatten });
  const isHolding = (run.mark?.positions.length ?? 0) > 0;
  const isStopping = run.status === "stopping";
  return (
    <>
      {run.status === "paused" ? (
        <Button busy={command.isPending} onClick={() => send("resume")}>
          <CirclePlay size={15} aria-hidden="true" />
          Allow entries
        </Button>
      ) : (
        <Button busy={command.isPending} disabled={isStopping} onClick={() => send("pause-entries")}>
          <CirclePause size={15} aria-hidden="true" />
          Pause entries
        </Button>
      )}
      {isHolding ? (
        <ConfirmDialog
          title="Flatten the position?"
          description={
            <p>
              Everything that this run holds is closed at market at the next open. The run itself goes on and may enter
              again.
            </p>
          }
          confirm="Flatten"
          danger
          onConfirm={() => send("flatten")}
          trigger={
            <Button disabled={isStopping}>
              <Eraser size={15} aria-hidden="true" />
              Flatten
            </Button>
          }
        />
      ) : null}
      <ConfirmDialog
        title="Stop this run?"
        description={
          <>
            <p>
              {isHolding
                ? "What it holds is closed at market at the next open; then the run ends."
                : "It holds nothing, so it ends at once."}
            </p>
            <p>A stopped run does not start again. Its record stays.</p>
          </>
        }
        confirm={isHolding ? "Flatten and stop" : "Stop"}
        danger
        onConfirm={() => send("stop", true)}
        trigger={
          <Button variant="danger" disabled={isStopping}>
            <CircleStop size={15} aria-hidden="true" />
            Stop
          </Button>
        }
      />
    </>
  );
}
