"use client";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RotateCcw } from "lucide-react";
import { useState } from "react";
import { useEvents } from "../events/EventsProvider.tsx";
import { refetchLast } from "../events/refetch-last.ts";
import { useFormat } from "../format/FormatProvider.tsx";
import { formatDuration } from "../format/time-format.ts";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { notify } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { QueueCounts } from "./QueueCounts.tsx";

type Job = ApiOutput["jobs"]["list"][number];
type Shown = "all" | "failed" | "dead";

export function JobsPanel({ mayRetry }: { readonly mayRetry: boolean }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [shown, setShown] = useState<Shown>("all");
  const jobs = useQuery(
    trpc.jobs.list.queryOptions(shown === "all" ? {} : { status: shown }, { refetchInterval: 5_000 }),
  );
  const refresh = () => void refetchLast(queryClient, trpc.jobs.pathKey());
  useEvents(["jobs"], refresh, refresh);
  return (
    <div className="grid grid-cols-1 gap-5">
      <QueueCounts />
      <Panel
        flush
        title="Jobs"
        description="What workers were given, the latest first"
        actions={
          <SegmentedControl<Shown>
            label="Which jobs"
            value={shown}
            onChange={setShown}
            options={[
              { value: "all", label: "All" },
              { value: "failed", label: "Failed" },
              { value: "dead", label: "Given up" },
            ]}
          />
        }
      >
        <Loaded query={jobs}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState title="No job here">
                {shown === "all" ? "No worker was given anything yet." : "That is good news."}
              </EmptyState>
            ) : (
              <JobsTable rows={rows} mayRetry={mayRetry} />
            )
          }
        </Loaded>
      </Panel>
    </div>
  );
}

function spent(job: Job): string {
  if (!job.startedAt) return "–";
  if (!job.finishedAt) return "under way";
  return formatDuration(new Date(job.finishedAt).getTime() - new Date(job.startedAt).getTime());
}

function JobsTable({ rows, mayRetry }: { readonly rows: readonly Job[]; readonly mayRetry: boolean }) {
  const trpc = useTRPC();
  const format = useFormat();
  const queryClient = useQueryClient();
  const retry = useMutation(
    trpc.jobs.retry.mutationOptions({
      onSuccess: () => {
        notify("The job was put into the queue again.");
        void queryClient.invalidateQueries({ queryKey: trpc.jobs.pathKey() });
      },
    }),
  );
  return (
    <Table label="Jobs">
      <thead>
        <tr>
          <HeadCell>Job</HeadCell>
          <HeadCell>State</HeadCell>
          <HeadCell align="right">Attempts</HeadCell>
          <HeadCell align="right">Took</HeadCell>
          <HeadCell>Given</HeadCell>
          <HeadCell>Error</HeadCell>
          <HeadCell className="w-12">
            <span className="sr-only">Actions</span>
          </HeadCell>
        </tr>
      </thead>
      <tbody>
        {rows.map((job) => (
          <tr key={job.id}>
            <Cell className="max-w-72 truncate">
              <span className="font-medium">{job.name}</span>{" "}
              <code className="font-mono text-2xs text-faint" title={job.key}>
                {job.key}
              </code>
            </Cell>
            <Cell>
              <StatusBadge status={job.status} />
            </Cell>
            <Cell align="right">{format.integer(job.attempts)}</Cell>
            <Cell align="right">{spent(job)}</Cell>
            <Cell className="whitespace-nowrap text-muted" title={format.dateTime(job.createdAt)}>
              {format.ago(job.createdAt)}
            </Cell>
            <Cell className="min-w-48 text-muted">{job.error?.message ?? ""}</Cell>
            <Cell>
              {mayRetry && (job.status === "failed" || job.status === "dead") ? (
                <Button
                  size="sm"
                  busy={retry.isPending && retry.variables?.id === job.id}
                  onClick={() => retry.mutate({ id: job.id })}
                >
                  <RotateCcw size={13} aria-hidden="true" />
                  Retry
                </Button>
              ) : null}
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
