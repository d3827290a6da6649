"use client";
import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useState } from "react";
import { Page } from "../shell/Page.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Field } from "../ui/Field.tsx";
import { PageHeader } from "../ui/PageHeader.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Select } from "../ui/Select.tsx";
import { SweepForm } from "./SweepForm.tsx";

type NewSweepProps = { readonly strategyId: string | null; readonly datasetId: string | null };

/** Chooses a strategy and what its knobs take. */
export function NewSweep({ strategyId, datasetId }: NewSweepProps) {
  const trpc = useTRPC();
  const strategies = useQuery(trpc.strategies.list.queryOptions());
  const [chosen, setChosen] = useState(strategyId);
  const id = chosen ?? strategies.data?.[0]?.id ?? null;
  return (
    <Page narrow>
      <PageHeader
        trail={[{ href: "/sweeps", label: "Sweeps" }]}
        title="New sweep"
        description="Every combination is a backtest of its own. All of them count as variants that were tried."
      />
      <Loaded query={strategies}>
        {(rows) =>
          rows.length === 0 ? (
            <Panel>
              <EmptyState
                title="No strategy yet"
                action={
                  <Button asChild variant="primary">
                    <Link href="/templates">Begin with a template</Link>
                  </Button>
                }
              >
                A sweep varies the knobs of a strategy.
              </EmptyState>
            </Panel>
          ) : (
            <Panel>
              <div className="grid gap-5">
                <Field label="Strategy">
                  {(control) => (
                    <Select {...control} value={id ?? ""} onChange={(change) => setChosen(change.target.value)}>
                      {rows.map((row) => (
                        <option key={row.id} value={row.id}>
                          {row.name}
                        </option>
                      ))}
                    </Select>
                  )}
                </Field>
                {id === null ? null : <ChosenStrategy key={id} id={id} datasetId={datasetId} />}
              </div>
            </Panel>
          )
        }
      </Loaded>
    </Page>
  );
}

function ChosenStrategy({ id, datasetId }: { readonly id: string; readonly datasetId: string | null }) {
  const trpc = useTRPC();
  const strategy = useQuery({ ...trpc.strategies.get.queryOptions({ id }), staleTime: 0 });
  const datasets = useQuery(trpc.datasets.list.queryOptions());
  return (
    <Loaded query={strategy}>
      {({ draft, revision }) =>
        draft.parameters.length === 0 ? (
          <EmptyState
            title="This strategy has no knobs"
            action={
              <Button asChild>
                <Link href={`/strategies/${id}`}>Open in canvas</Link>
              </Button>
            }
          >
            Select a node on the canvas and expose one of its values as a knob; then it can be varied here.
          </EmptyState>
        ) : (
          <Loaded query={datasets}>
            {(rows) => (
              <SweepForm
                strategyId={id}
                revision={revision}
                parameters={draft.parameters}
                timeframe={draft.settings.timeframe}
                datasets={rows}
                datasetId={datasetId}
              />
            )}
          </Loaded>
        )
      }
    </Loaded>
  );
}
