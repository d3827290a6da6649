"use client";
import "../../studio/styles/diff.css";
import { useQueries } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import type { BacktestDetail } from "../BacktestView.tsx";
import { runNames } from "./run-names.ts";

const placeholder = () => <Skeleton className="h-80 w-full" />;
const GraphDiffView = dynamic(
  () => import("../../studio/versions/GraphDiffView.tsx").then((module) => module.GraphDiffView),
  { ssr: false, loading: placeholder },
);

/** The graph of the first run against that of another one, drawn over each other. */
export function GraphDifference({ runs }: { readonly runs: readonly BacktestDetail[] }) {
  const trpc = useTRPC();
  const [other, setOther] = useState(1);
  const [first] = runs;
  const second = runs[other];
  const versions = [first, second].flatMap((run) => (run === undefined ? [] : [run.versionId]));
  const [before, after] = useQueries({
    queries: versions.map((versionId) => ({
      ...trpc.strategies.version.queryOptions({ versionId }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  const names = runNames(runs);
  const failed = [before, after].find((query) => query?.isError);
  return (
    <Panel
      title="Graphs"
      description={
        first?.semanticHash === second?.semanticHash
          ? "The same graph: the runs differ in parameters or data only"
          : `What ${names[other] ?? "the other"} changed in ${names[0] ?? "the first"}`
      }
      actions={
        runs.length > 2 ? (
          <Select
            aria-label="Against which run"
            className="w-64"
            value={other}
            onChange={(change) => setOther(Number(change.target.value))}
          >
            {names.slice(1).map((name, index) => (
              <option key={name} value={index + 1}>
                {name}
              </option>
            ))}
          </Select>
        ) : undefined
      }
    >
      {failed?.error ? (
        <ErrorState message={errorText(failed.error)} />
      ) : before?.data && after?.data ? (
        <GraphDiffView before={before.data.document} after={after.data.document} />
      ) : (
        placeholder()
      )}
    </Panel>
  );
}
