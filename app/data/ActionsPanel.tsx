"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { FileUp } from "lucide-react";
import { type ChangeEvent, useRef } from "react";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { notifyError, notifySuccess } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import type { DatasetDetail } from "./DatasetView.tsx";

type ActionsPanelProps = { readonly detail: DatasetDetail; readonly mayWrite: boolean };

/** Splits and dividends, which the engine books on unadjusted prices. */
export function ActionsPanel({ detail: { dataset, actions }, mayWrite }: ActionsPanelProps) {
  const format = useFormat();
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const picker = useRef<HTMLInputElement>(null);
  const set = useMutation(
    trpc.datasets.setActions.mutationOptions({
      onSuccess: ({ version }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.datasets.get.queryKey({ id: dataset.id }) });
        notifySuccess(`Saved as version ${version}.`);
      },
      onError: (error) => notifyError(errorText(error)),
    }),
  );
  const read = (change: ChangeEvent<HTMLInputElement>) => {
    const file = change.target.files?.[0];
    change.target.value = "";
    if (file) void file.text().then((text) => set.mutate({ id: dataset.id, text }));
  };
  const canAdd = mayWrite && dataset.adjustment !== "adjusted";
  return (
    <Panel
      title="Splits and dividends"
      flush
      actions={
        canAdd ? (
          <>
            <input
              ref={picker}
              type="file"
              accept=".csv,.txt"
              className="sr-only"
              tabIndex={-1}
              aria-label="File of splits and dividends"
              onChange={read}
            />
            <Button size="sm" busy={set.isPending} onClick={() => picker.current?.click()}>
              <FileUp size={14} aria-hidden="true" />
              {actions.length > 0 ? "Replace" : "Add"}
            </Button>
          </>
        ) : null
      }
    >
      {actions.length === 0 ? (
        <EmptyState title="None known">
          {canAdd
            ? "Add a CSV of date,split,ratio and date,dividend,amount, or a factor file of date,price factor,split factor,reference price."
            : "This dataset has no splits or dividends of its own."}
        </EmptyState>
      ) : (
        <div className="max-h-80 overflow-y-auto">
          <Table label="Splits and dividends">
            <thead>
              <tr>
                <HeadCell>Date</HeadCell>
                <HeadCell>What</HeadCell>
                <HeadCell align="right">Value</HeadCell>
              </tr>
            </thead>
            <tbody>
              {actions.map((action) => (
                <tr key={`${action.date} ${action.kind}`}>
                  <Cell className="figure whitespace-nowrap">{format.session(action.date)}</Cell>
                  <Cell>{action.kind === "split" ? "Split" : "Dividend"}</Cell>
                  <Cell align="right">
                    {action.kind === "split"
                      ? `${format.number(action.value)} for 1`
                      : format.money(action.value, dataset.currency)}
                  </Cell>
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
    </Panel>
  );
}
