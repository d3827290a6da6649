"use client";
import Link from "next/link";
import { useState } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Progress } from "../ui/Progress.tsx";
import { StatusBadge } from "../ui/StatusBadge.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { CancelJob } from "./CancelJob.tsx";

type Job = ApiOutput["jobs"]["queue"]["jobs"][number];
type QueueTableProps = { readonly label: string; readonly jobs: readonly Job[]; readonly mayCancel: boolean };

/** The pages of jobs; a test of a basket has none of its own. */
const places: Partial<Record<Job["name"], string>> = {
  "backtest.run": "/backtests",
  "sweep.run": "/sweeps",
  "dataset.import": "/data/imports",
};
const shownAtFirst = 50;

export function QueueTable({ label, jobs, mayCancel }: QueueTableProps) {
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? jobs : jobs.slice(0, shownAtFirst);
  return (
    <>
      <Table label={label}>
        <thead>
          <tr>
            <HeadCell>Job</HeadCell>
            <HeadCell>State</HeadCell>
            <HeadCell className="min-w-28">Progress or place</HeadCell>
            <HeadCell className="hidden md:table-cell">Asked for</HeadCell>
            {mayCancel ? (
              <HeadCell className="w-12">
                <span className="sr-only">Actions</span>
              </HeadCell>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {shown.map((job) => (
            <tr key={job.key}>
              <Cell className="w-full min-w-32 max-w-0 truncate">
                {places[job.name] === undefined ? (
                  <span className="font-medium">{job.label}</span>
                ) : (
                  <Link href={`${places[job.name]}/${job.key}`} className="rounded-sm font-medium hover:text-accent">
                    {job.label}
                  </Link>
                )}
              </Cell>
              <Cell>
                <StatusBadge status={job.status} />
              </Cell>
              <Cell>
                {job.position === null ? (
                  <Progress label={`Progress of ${job.label}`} value={job.progress} className="w-28" />
                ) : (
                  <span className="whitespace-nowrap text-muted">
                    {job.position === 1 ? "Next" : `${format.integer(job.position - 1)} before it`}
                  </span>
                )}
              </Cell>
              <Cell
                className="hidden whitespace-nowrap text-muted md:table-cell"
                title={format.dateTime(job.createdAt)}
              >
                {format.ago(job.createdAt)}
              </Cell>
              {mayCancel ? (
                <Cell>
                  <CancelJob job={job} />
                </Cell>
              ) : null}
            </tr>
          ))}
        </tbody>
      </Table>
      {shown.length < jobs.length ? (
        <div className="p-3 text-center">
          <Button size="sm" onClick={() => setAll(true)}>
            Show all {format.integer(jobs.length)}
          </Button>
        </div>
      ) : null}
    </>
  );
}
