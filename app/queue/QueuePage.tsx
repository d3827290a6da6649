"use client";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { ListOrdered } from "lucide-react";
import { useEvents } from "../events/EventsProvider.tsx";
import { refetchLast } from "../events/refetch-last.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { useMayWrite } from "../session/use-may-write.ts";
import { Page } from "../shell/Page.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { QueueTable } from "./QueueTable.tsx";

type TeamQueue = ApiOutput["jobs"]["queue"];

const kinds = [
  { name: "backtest.run", title: "Backtests" },
  { name: "portfolio.test", title: "Tests of baskets" },
  { name: "sweep.run", title: "Sweeps" },
  { name: "dataset.import", title: "Imports" },
] as const;

/** What the workers do for the team now, and what waits for them. */
export function QueuePage() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const queue = useQuery(trpc.jobs.queue.queryOptions());
  const me = useQuery(trpc.session.me.queryOptions());
  const refresh = () => void refetchLast(queryClient, trpc.jobs.queue.queryKey());
  useEvents(me.data ? [`queue:${me.data.team.id}`] : [], refresh, refresh);
  return (
    <Page>
      <PageHeader
        title="Queue"
        description="What runs and waits of your team. Teams take turns, so nobody's long list holds up another."
      />
      <Loaded query={queue}>{(found) => <Kinds queue={found} />}</Loaded>
    </Page>
  );
}

function Kinds({ queue }: { readonly queue: TeamQueue }) {
  const format = useFormat();
  const mayCancel = useMayWrite();
  if (queue.jobs.length === 0) {
    return (
      <Panel flush>
        <EmptyState icon={<ListOrdered size={20} />} title="Nothing runs and nothing waits">
          Backtests, tests of baskets, sweeps and imports appear here from the moment that somebody asks for them until
          they are through.
        </EmptyState>
      </Panel>
    );
  }
  return kinds.map(({ name, title }) => {
    const jobs = queue.jobs.filter((job) => job.name === name);
    const limits = queue.limits.find((limit) => limit.name === name);
    if (jobs.length === 0 || limits === undefined) return null;
    const running = jobs.filter((job) => job.status === "running").length;
    const description = `${format.integer(running)} of at most ${format.integer(limits.running)} running, ${format.integer(jobs.length - running)} of at most ${format.integer(limits.waiting)} waiting`;
    return (
      <Panel key={name} title={title} description={description} flush>
        <QueueTable label={title} jobs={jobs} mayCancel={mayCancel} />
      </Panel>
    );
  });
}
