"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePause, CirclePlay, CircleStop, Eraser, Unplug } from "lucide-react";
import dynamic from "next/dynamic";
import { type ApiInput, useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { notify } from "../ui/notify.ts";
import { KillButton } from "./KillButton.tsx";
import type { RunDetail } from "./read-step.ts";

const DraftControls = dynamic(() => import("./DraftControls.tsx").then((module) => module.DraftControls));

type Command = ApiInput["runs"]["command"]["command"];

const said: Record<Command, string> = {
  "pause-entries": "Entries pause from the next bar on.",
  resume: "Entries are allowed again from the next bar on.",
  flatten: "Every position closes at the next open.",
  stop: "The run is stopping.",
  "leave-next-session": "Every position closes with the first bar of the next day.",
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
  if (run.status === "draft") return <DraftControls id={run.id} />;
  const send = (name: Command, flatten = false) => command.mutate({ id: run.id, command: name, flatten });
  const isHolding = (run.mark?.positions.length ?? 0) > 0;
  const isStopping = run.status === "stopping";
  const mayResume = run.status === "paused" || run.status === "needs-review";
  return (
    <>
      <ConfirmDialog
        title="Detach this run?"
        description={
          <>
            <p>Its orders are taken back, its positions stay as they are and are yours to look after.</p>
            <p>A detached run does not start again. Its record stays.</p>
          </>
        }
        confirm="Detach"
        danger
        onConfirm={() => send("stop", false)}
        trigger={
          <Button variant="ghost" disabled={isStopping}>
            <Unplug size={15} aria-hidden="true" />
            Detach
          </Button>
        }
      />
      <ConfirmDialog
        title="Stop this run?"
        description={
          <>
            <p>
              {isHolding
                ? "Its orders are taken back and what it holds is closed at market; then the run ends."
                : "It holds nothing, so it ends as soon as its orders are taken back."}
            </p>
            <p>A stopped run does not start again. Its record stays.</p>
          </>
        }
        confirm={isHolding ? "Flatten and stop" : "Stop"}
        danger
        onConfirm={() => send("stop", true)}
        trigger={
          <Button disabled={isStopping}>
            <CircleStop size={15} aria-hidden="true" />
            Stop
          </Button>
        }
      />
      {/* on a phone what may be needed in a hurry is where the thumb is */}
      <div className="fixed inset-x-0 bottom-(--shell-bottom) z-20 flex gap-2 border-t bg-surface p-3 *:flex-1 md:static md:contents">
        {mayResume ? (
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
            title="Square off?"
            description={
              <p>
                Everything that this run holds is closed at market, and nothing else. The run itself goes on and may
                enter again.
              </p>
            }
            confirm="Square off"
            danger
            onConfirm={() => send("flatten")}
            trigger={
              <Button disabled={isStopping}>
                <Eraser size={15} aria-hidden="true" />
                Square off
              </Button>
            }
          />
        ) : null}
        <KillButton scope="run" id={run.id} />
      </div>
    </>
  );
}
