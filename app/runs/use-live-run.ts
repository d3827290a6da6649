"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useEvents } from "../events/EventsProvider.tsx";
import { refetchLast } from "../events/refetch-last.ts";
import { useTRPC } from "../trpc/context.ts";
import { type RunDetail, type RunMark, readStep, type StepNews } from "./read-step.ts";

const mostMarks = 3_600;
const mostSpanned = 20;

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
  const refetchAll = () => void queryClient.invalidateQueries({ queryKey: trpc.runs.pathKey() });
  useEvents(
    // One topic that is not there would close the stream of the whole browser.
    run.data ? [`run:${id}`] : [],
    (message) => {
      const known = queryClient.getQueryData(runKey);
      const news = known ? readStep(message.payload, known.symbols) : null;
      if (!known || !news) return refetchAll();
      queryClient.setQueryData(runKey, patchRun(known, news));
      if (queryClient.isFetching({ queryKey: runKey }) > 0) void refetchLast(queryClient, runKey);
      const { mark } = news;
      // A few bars worked off at once are announced by the last alone, and the line spans them; more are fetched.
      if (news.sequence === null || news.sequence > known.lastSequence + mostSpanned) return refetchAll();
      if (mark) queryClient.setQueryData(marksKey, (list) => (list ? appendMark(list, mark) : list));
      void refetchLast(queryClient, trpc.runs.decisions.pathKey());
      if (news.hasOrders) {
        void queryClient.invalidateQueries({ queryKey: trpc.runs.orders.pathKey() });
        void queryClient.invalidateQueries({ queryKey: trpc.runs.fills.pathKey() });
      }
      return undefined;
    },
    refetchAll,
  );
  return { run, marks };
}
