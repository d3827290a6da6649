"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

/** How much waits in each queue right now. */
export function QueueCounts() {
  const trpc = useTRPC();
  const format = useFormat();
  const counts = useQuery(trpc.jobs.counts.queryOptions(undefined, { refetchInterval: 5_000 }));
  return (
    <Panel flush title="Queues">
      <Loaded query={counts}>
        {(rows) => (
          <Table label="Queues">
            <thead>
              <tr>
                <HeadCell>Queue</HeadCell>
                <HeadCell align="right">Waiting</HeadCell>
                <HeadCell align="right">Active</HeadCell>
                <HeadCell align="right">Delayed</HeadCell>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.name}>
                  <Cell className="font-medium">{row.name}</Cell>
                  <Cell align="right">{format.integer(row.waiting)}</Cell>
                  <Cell align="right">{format.integer(row.active)}</Cell>
                  <Cell align="right">{format.integer(row.delayed)}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Loaded>
    </Panel>
  );
}
