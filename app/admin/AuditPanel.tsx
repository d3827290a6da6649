"use client";
import { useMutation } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC, useTRPCClient } from "../trpc/context.ts";
import { EarlierPages } from "../trpc/EarlierPages.tsx";
import { errorText } from "../trpc/error-text.ts";
import { usePages } from "../trpc/use-pages.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { notifyError } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { SkeletonRows } from "../ui/Skeleton.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

type AuditEvent = ApiOutput["audit"]["list"]["events"][number];

export function AuditPanel() {
  const trpc = useTRPC();
  const client = useTRPCClient();
  const pages = usePages({
    queryKey: trpc.audit.list.infiniteQueryKey({}),
    fetchPage: (cursor) => client.audit.list.query(cursor === undefined ? {} : { cursor }),
  });
  if (pages.isError) return <ErrorState message={errorText(pages.error)} onRetry={() => void pages.refetch()} />;
  const events = pages.data?.pages.flatMap((page) => page.events);
  return (
    <Panel
      flush
      title="Audit log"
      description="Append-only. Each entry holds the hash of the one before it."
      actions={<VerifyButton />}
    >
      {events === undefined ? <SkeletonRows /> : null}
      {events?.length === 0 ? <p className="px-4 py-10 text-center text-muted">Nothing was recorded yet.</p> : null}
      {events && events.length > 0 ? <AuditTable events={events} /> : null}
      <EarlierPages pages={pages} />
    </Panel>
  );
}

/** Has the server compute every hash again, and says what came of it. */
function VerifyButton() {
  const trpc = useTRPC();
  const format = useFormat();
  const verify = useMutation(trpc.audit.verify.mutationOptions({ onError: (error) => notifyError(errorText(error)) }));
  const verdict = verify.data;
  const [problem] = verdict?.problems ?? [];
  return (
    <>
      {verdict === undefined ? null : problem === undefined ? (
        <span role="status" className="text-profit text-xs">
          {format.number(verdict.events, 0)} entries in {format.number(verdict.chains, 0)} chains hold.
        </span>
      ) : (
        <span role="status" className="text-danger text-xs">
          {verdict.problems.length} do not fit; the first, entry {problem.sequence} of {problem.chain}:{" "}
          {problem.problem}
        </span>
      )}
      <Button size="sm" busy={verify.isPending} onClick={() => verify.mutate()}>
        Verify
      </Button>
    </>
  );
}

function AuditTable({ events }: { readonly events: readonly AuditEvent[] }) {
  const format = useFormat();
  return (
    <Table label="Audit log">
      <thead>
        <tr>
          <HeadCell>When</HeadCell>
          <HeadCell>What</HeadCell>
          <HeadCell>Who</HeadCell>
          <HeadCell className="hidden 2xl:table-cell">Chain</HeadCell>
          <HeadCell>Detail</HeadCell>
          <HeadCell>Hash</HeadCell>
        </tr>
      </thead>
      <tbody>
        {events.map((entry) => (
          <tr key={`${entry.chain}.${entry.sequence}`}>
            <Cell className="figure whitespace-nowrap text-muted">{format.dateTime(entry.at)}</Cell>
            <Cell className="whitespace-nowrap font-medium">{entry.action}</Cell>
            <Cell className="max-w-40 truncate text-muted" title={entry.actor}>
              {entry.actor}
            </Cell>
            <Cell className="hidden max-w-32 truncate text-faint 2xl:table-cell" title={entry.chain}>
              {entry.chain} {entry.sequence}
            </Cell>
            <Cell className="max-w-64">
              <details>
                <summary className="truncate text-muted text-xs">{JSON.stringify(entry.detail).slice(0, 60)}</summary>
                <pre className="mt-1 max-h-64 overflow-auto rounded-md bg-sunken p-2 font-mono text-2xs">
                  {JSON.stringify(entry.detail, null, 2)}
                </pre>
              </details>
            </Cell>
            <Cell>
              <code className="font-mono text-2xs text-faint" title={entry.hash}>
                {entry.hash.slice(0, 10)}
              </code>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
