"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useFormat } from "../../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../../trpc/context.ts";
import { Button } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { StatusBadge } from "../../ui/StatusBadge.tsx";
import { CancelImport } from "./CancelImport.tsx";
import { useImportEvents } from "./use-import-events.ts";

type ImportRow = ApiOutput["imports"]["list"][number];

/** Imports that are not through; nothing where there are none. */
export function ImportsPanel() {
  const trpc = useTRPC();
  const imports = useQuery(trpc.imports.list.queryOptions());
  useImportEvents(null);
  const rows = imports.data ?? [];
  if (rows.length === 0) return null;
  return (
    <Panel title="On their way in" flush>
      <ul className="grid divide-y">
        {rows.map((row) => (
          <ImportLine key={row.id} row={row} />
        ))}
      </ul>
    </Panel>
  );
}

const words: Readonly<Record<string, string>> = {
  looking: "Looking at the file",
  ready: "Waiting for your settings",
  queued: "Queued",
  running: "Importing",
};

function ImportLine({ row }: { readonly row: ImportRow }) {
  const format = useFormat();
  const isMoving = row.status === "running" || row.status === "looking";
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5 text-sm">
      <span className="min-w-48 flex-1">
        <Link href={`/data/imports/${row.id}`} className="font-medium [overflow-wrap:anywhere] hover:text-accent">
          {row.fileName}
        </Link>
        <span className="block text-muted text-xs">
          {row.error?.message ?? words[row.status] ?? ""}
          {row.rows > 0 ? ` · ${format.integer(row.rows)} rows` : ""}
        </span>
      </span>
      {isMoving ? <Progress label={`Progress of ${row.fileName}`} value={row.progress} className="w-32" /> : null}
      {row.status === "failed" ? <StatusBadge status="failed" /> : null}
      {row.status === "ready" ? (
        <Button asChild size="sm" variant="primary">
          <Link href={`/data/imports/${row.id}`}>Continue</Link>
        </Button>
      ) : null}
      <CancelImport id={row.id} label={row.status === "failed" ? "Dismiss" : "Cancel"} />
    </li>
  );
}
