"use client";
import { useQueries } from "@tanstack/react-query";
import { GitCompare } from "lucide-react";
import Link from "next/link";
import { Page } from "../../shell/Page.tsx";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { ErrorState } from "../../ui/ErrorState.tsx";
import { PageHeader } from "../../ui/PageHeader.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import { CompareTables } from "./CompareTables.tsx";
import { EquityOverlay } from "./EquityOverlay.tsx";
import { GraphDifference } from "./GraphDifference.tsx";

/** Up to five results beside each other: their curves, their figures, what went into them, and their graphs. */
export function CompareView({ ids }: { readonly ids: readonly string[] }) {
  const trpc = useTRPC();
  const queries = useQueries({ queries: ids.map((id) => trpc.backtests.get.queryOptions({ id })) });
  const failed = queries.find((query) => query.isError);
  const loaded = queries.flatMap(({ data }) => (data === undefined ? [] : [data]));
  const runs = loaded.filter(({ status }) => status === "succeeded");
  return (
    <Page>
      <PageHeader
        trail={[{ href: "/backtests", label: "Backtests" }]}
        title="Compare"
        description="Curves, figures, inputs and graphs of up to five results; the first is what the others are held against."
      />
      {ids.length < 2 ? (
        <Panel>
          <EmptyState
            icon={<GitCompare size={20} />}
            title="Nothing to compare"
            action={
              <Button asChild variant="primary">
                <Link href="/backtests">Choose results</Link>
              </Button>
            }
          >
            Choose two to five results in the list of backtests.
          </EmptyState>
        </Panel>
      ) : failed ? (
        <ErrorState message={errorText(failed.error)} onRetry={() => void failed.refetch()} />
      ) : loaded.length < ids.length ? (
        <SkeletonRows />
      ) : runs.length < 2 ? (
        <Panel>
          <EmptyState title="Fewer than two of these have a result">
            {loaded.map(({ strategyName, status }) => `${strategyName}: ${status}`).join(", ")}
          </EmptyState>
        </Panel>
      ) : (
        <>
          <EquityOverlay runs={runs} />
          <CompareTables runs={runs} />
          <GraphDifference runs={runs} />
        </>
      )}
    </Page>
  );
}
