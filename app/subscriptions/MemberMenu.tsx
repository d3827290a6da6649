"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { CirclePause, CirclePlay, Eraser } from "lucide-react";
import { KillButton } from "../runs/KillButton.tsx";
import { type ApiInput, type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { ConfirmDialog } from "../ui/ConfirmDialog.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { notify, notifyError } from "../ui/notify.ts";

type Member = ApiOutput["subscriptions"]["get"]["runs"][number];
type Command = ApiInput["runs"]["command"]["command"];

/** What can be asked of one member; the others go on. */
export function MemberMenu({ run }: { readonly run: Member }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const command = useMutation(
    trpc.runs.command.mutationOptions({
      onSuccess: () => {
        notify("It holds from the next bar on.");
        void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  if (run.stoppedAt !== null) return null;
  const send = (name: Command) => command.mutate({ id: run.id, command: name, flatten: false });
  const isPaused = run.status === "paused";
  const isHolding = (run.mark?.positions.length ?? 0) > 0;
  return (
    <span className="relative inline-flex items-center gap-1">
      <IconButton
        size="sm"
        label={isPaused ? `Allow entries of ${run.strategyName}` : `Pause entries of ${run.strategyName}`}
        onClick={() => send(isPaused ? "resume" : "pause-entries")}
      >
        {isPaused ? <CirclePlay size={14} /> : <CirclePause size={14} />}
      </IconButton>
      <ConfirmDialog
        title={`Square off ${run.strategyName}?`}
        description={<p>What this member holds is closed at market. It goes on and may enter again.</p>}
        confirm="Square off"
        danger
        onConfirm={() => send("flatten")}
        trigger={
          <IconButton size="sm" disabled={!isHolding} label={`Square off ${run.strategyName}`}>
            <Eraser size={14} />
          </IconButton>
        }
      />
      <KillButton scope="run" id={run.id} size="sm" />
    </span>
  );
}
