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
import { actionNames, actionText } from "./action-text.ts";
import type { DatasetDetail } from "./DatasetView.tsx";

const mostShown = 200;

type ActionsPanelProps = { readonly detail: DatasetDetail; readonly mayWrite: boolean };

/** What happened to the instrument outside its trading, which the engine books on unadjusted prices. */
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
  // funding is paid several times a day, for years
  const shown = actions.slice(-mostShown);
  return (
    <Panel
      title="Splits, dividends, funding, rolls"
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
              aria-label="File of splits, dividends, funding and rolls"
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
            ? "Add a CSV with a line for each: date,split,ratio; date,dividend,amount; date,funding,rate; date,roll,symbol,old price,new price; date,rename,symbol; date,delist,price. A factor file of date,price factor,split factor,reference price is read, too."
            : "This dataset has no splits, dividends, funding or rolls of its own."}
        </EmptyState>
      ) : (
        <div className="max-h-80 overflow-y-auto">
          <Table label="Splits, dividends, funding, rolls">
            <thead>
              <tr>
                <HeadCell>Date</HeadCell>
                <HeadCell>What</HeadCell>
                <HeadCell align="right">Value</HeadCell>
              </tr>
            </thead>
            <tbody>
              {shown.map((action, place) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a perpetual pays several times a day, and rows never move
                <tr key={`${place} ${action.date} ${action.kind}`}>
                  <Cell className="figure whitespace-nowrap">{format.session(action.date)}</Cell>
                  <Cell>{actionNames[action.kind]}</Cell>
                  <Cell align="right">{actionText(action, { format, currency: dataset.currency })}</Cell>
                </tr>
              ))}
            </tbody>
          </Table>
          {shown.length < actions.length ? (
            <p className="px-4 py-2 text-muted text-xs">
              The last {format.number(shown.length)} of {format.number(actions.length)}.
            </p>
          ) : null}
        </div>
      )}
    </Panel>
  );
}
