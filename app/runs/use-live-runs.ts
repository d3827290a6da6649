"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEvents } from "../events/EventsProvider.tsx";
import { refetchLast } from "../events/refetch-last.ts";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";

const mostHeard = 20;

type RunLine = ApiOutput["runs"]["list"][number];
type StepOfRun = { readonly runId: string; readonly status: string; readonly equity: number | null };

function readStepOfRun(payload: unknown): StepOfRun | null {
  if (typeof payload !== "object" || payload === null) return null;
  if (!("runId" in payload && "status" in payload && "equity" in payload)) return null;
  const { runId, status, equity } = payload;
  if (typeof runId !== "string" || typeof status !== "string") return null;
  return { runId, status, equity: typeof equity === "number" ? equity : null };
}

function patchRuns(runs: RunLine[], step: StepOfRun): RunLine[] {
  return runs.map((run) =>
    run.id === step.runId
      ? {
          ...run,
          status: step.status as RunLine["status"],
          mark: run.mark && step.equity !== null ? { ...run.mark, equity: step.equity } : run.mark,
        }
      : run,
  );
}

/** Returns the subscriptions and runs of the team, kept up to date by the event stream. */
export function useLiveRuns() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const runs = useQuery(trpc.runs.list.queryOptions({}));
  const subscriptions = useQuery(trpc.subscriptions.list.queryOptions());
  const active = subscriptions.data?.filter((subscription) => subscription.status !== "ended") ?? [];
  // the runs of a subscription speak through it; of the others the latest are heard
  const loose =
    runs.data?.filter((run) => run.subscriptionId === null && run.stoppedAt === null).slice(0, mostHeard) ?? [];
  const runsKey = trpc.runs.list.queryKey({});
  const refresh = () => {
    void queryClient.invalidateQueries({ queryKey: trpc.runs.list.pathKey() });
    void queryClient.invalidateQueries({ queryKey: trpc.subscriptions.pathKey() });
  };
  useEvents(
    [...active.map((subscription) => `subscription:${subscription.id}`), ...loose.map((run) => `run:${run.id}`)],
    (message) => {
      if (message.topic.startsWith("run:")) return void refetchLast(queryClient, trpc.runs.list.pathKey());
      const step = message.type === "step" ? readStepOfRun(message.payload) : null;
      if (!step) return refresh();
      queryClient.setQueryData(runsKey, (known) => (known ? patchRuns(known, step) : known));
      return void refetchLast(queryClient, trpc.runs.list.pathKey());
    },
    refresh,
  );
  return { runs, subscriptions };
}
