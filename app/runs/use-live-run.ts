"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEvents } from "../events/EventsProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { type RunDetail, type RunMark, readStep, type StepNews } from "./read-step.ts";

const mostMarks = 3_600;

function patchRun(run: RunDetail, news: StepNews): RunDetail {
  return {
    ...run,
    // The list of states belongs to the server; a newer one than this page knows is shown by its name.
    status: news.status as RunDetail["status"],
    statusReason: news.statusReason,
    mark: news.mark ?? run.mark,
    lastDecision: news.decision ?? run.lastDecision,
    lastSequence: news.sequence ?? run.lastSequence,
    backlog: 0,
  };
}

function appendMark(marks: readonly RunMark[], mark: RunMark): RunMark[] {
  return [...marks.filter((known) => known.sequence < mark.sequence), mark].slice(-mostMarks);
}

/** Returns a run and its marks, kept up to date by the event stream. */
export function useLiveRun(id: string) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const run = useQuery(trpc.runs.get.queryOptions({ id }));
  const marks = useQuery(trpc.runs.marks.queryOptions({ id }));
  const runKey = trpc.runs.get.queryKey({ id });
  const marksKey = trpc.runs.marks.queryKey({ id });
  // A fetch under way is left to end: steps come faster than a busy server answers, and would cancel it for ever.
  const refetch = (queryKey: readonly unknown[]) =>
    void queryClient.invalidateQueries({ queryKey }, { cancelRefetch: false });
  const refetchAll = () => refetch(trpc.runs.pathKey());
  useEvents(
    [`run:${id}`],
    (message) => {
      const known = queryClient.getQueryData(runKey);
      const news = known ? readStep(message.payload, known.symbols) : null;
      if (!known || !news) return refetchAll();
      queryClient.setQueryData(runKey, patchRun(known, news));
      const { mark } = news;
      // Several bars worked off at once are announced by the last alone: the rest is fetched.
      const isGap = news.sequence !== null && news.sequence > known.lastSequence + 1 && known.lastSequence > 0;
      if (isGap || (news.mark === null && news.sequence === null)) return refetchAll();
      if (mark) queryClient.setQueryData(marksKey, (list) => (list ? appendMark(list, mark) : list));
      refetch(trpc.runs.decisions.pathKey());
      if (news.hasOrders) {
        refetch(trpc.runs.orders.pathKey());
        refetch(trpc.runs.fills.pathKey());
      }
      return undefined;
    },
    refetchAll,
  );
  return { run, marks };
}
