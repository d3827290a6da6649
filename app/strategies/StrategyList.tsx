"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartCandlestick } from "lucide-react";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { NewStrategyButton } from "./NewStrategyButton.tsx";
import { StrategyMenu } from "./StrategyMenu.tsx";
import { StrategyTable } from "./StrategyTable.tsx";

export function StrategyList() {
  const trpc = useTRPC();
  const strategies = useQuery(trpc.strategies.list.queryOptions());
  return (
    <Page>
      <PageHeader
        title="Strategies"
        description="Graphs of your team, drafts and saved versions."
        actions={<NewStrategyButton />}
      />
      <Panel flush>
        <Loaded query={strategies}>
          {(rows) =>
            rows.length === 0 ? (
              <EmptyState icon={<ChartCandlestick size={20} />} title="No strategy yet" action={<NewStrategyButton />}>
                Say it in a sentence, open a template, or start from blank.
              </EmptyState>
            ) : (
              <StrategyTable rows={rows} menu={(row) => <StrategyMenu row={row} />} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}
