"use client";
import { useQuery } from "@tanstack/react-query";
import { ChartCandlestick } from "lucide-react";
import { lazy } from "react";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { MenuOnDemand } from "../ui/MenuOnDemand.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { NewStrategyButton } from "./NewStrategyButton.tsx";
import { StrategyMenuButton } from "./StrategyMenuButton.tsx";
import { type StrategyRow, StrategyTable } from "./StrategyTable.tsx";

const loadMenu = () => import("./StrategyMenu.tsx");
const StrategyMenu = lazy(() => loadMenu().then((module) => ({ default: module.StrategyMenu })));

const menuOf = (row: StrategyRow) => (
  <MenuOnDemand load={loadMenu} button={<StrategyMenuButton name={row.name} />}>
    <StrategyMenu row={row} />
  </MenuOnDemand>
);

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
              <StrategyTable rows={rows} menu={menuOf} />
            )
          }
        </Loaded>
      </Panel>
    </Page>
  );
}
