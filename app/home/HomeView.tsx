"use client";
import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { BacktestTable } from "../backtests/BacktestList.tsx";
import { RunTable } from "../runs/RunTable.tsx";
import { useLiveRuns } from "../runs/use-live-runs.ts";
import { useSession } from "../session/use-session.ts";
import { Page } from "../shell/Page.tsx";
import { NewStrategyButton } from "../strategies/NewStrategyButton.tsx";
import { StrategyTable } from "../strategies/StrategyTable.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { FirstSteps } from "./FirstSteps.tsx";

const mostRows = 6;

export function HomeView() {
  const trpc = useTRPC();
  const session = useSession();
  const strategies = useQuery(trpc.strategies.list.queryOptions());
  const backtests = useQuery(trpc.backtests.list.queryOptions({}));
  const { runs } = useLiveRuns();
  const running = runs.data?.filter((run) => run.stoppedAt === null) ?? [];
  return (
    <Page>
      <PageHeader
        title={session.data?.team.name ?? "Home"}
        description={running.length > 0 ? describeRunning(running.length) : "Nothing is running right now."}
        actions={<NewStrategyButton />}
      />
      <FirstSteps
        hasStrategy={(strategies.data?.length ?? 0) > 0}
        hasBacktest={(backtests.data?.length ?? 0) > 0}
        hasRun={(runs.data?.length ?? 0) > 0}
        isKnown={strategies.isSuccess && backtests.isSuccess && runs.isSuccess}
      />
      <Panel flush title="Running now" actions={<All href="/runs">All runs</All>}>
        <Loaded query={runs}>
          {() =>
            running.length === 0 ? (
              <EmptyState title="No run is going">
                Subscribe to a basket in the marketplace to run it on paper.
              </EmptyState>
            ) : (
              <RunTable runs={running.slice(0, mostRows)} />
            )
          }
        </Loaded>
      </Panel>
      <div className="grid grid-cols-1 items-start gap-5 xl:grid-cols-2">
        <Panel flush title="Strategies" actions={<All href="/strategies">All strategies</All>}>
          <Loaded query={strategies}>
            {(rows) =>
              rows.length === 0 ? (
                <EmptyState title="No strategy yet">Start from a template.</EmptyState>
              ) : (
                <StrategyTable rows={rows.slice(0, mostRows)} />
              )
            }
          </Loaded>
        </Panel>
        <Panel flush title="Latest backtests" actions={<All href="/backtests">All backtests</All>}>
          <Loaded query={backtests}>
            {(rows) =>
              rows.length === 0 ? (
                <EmptyState title="No backtest yet">Open a strategy in the canvas and press Run.</EmptyState>
              ) : (
                <BacktestTable rows={rows.slice(0, mostRows)} compact />
              )
            }
          </Loaded>
        </Panel>
      </div>
    </Page>
  );
}

function describeRunning(count: number): string {
  return count === 1 ? "One run is going, on paper." : `${count} runs are going, on paper.`;
}

function All({ href, children }: { readonly href: string; readonly children: ReactNode }) {
  return (
    <Link href={href} className="inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-text">
      {children}
      <ArrowRight size={13} aria-hidden="true" />
    </Link>
  );
}
