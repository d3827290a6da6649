"use client";
import { useMutation } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { notify } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { Progress } from "../ui/Progress.tsx";
import { Sparkline } from "../ui/Sparkline.tsx";
import type { BacktestDetail } from "./BacktestView.tsx";
import type { ProgressReport } from "./read-progress.ts";

type BacktestProgressProps = { readonly backtest: BacktestDetail; readonly reports: readonly ProgressReport[] };

/** How far a running backtest is, and the equity that it has reached so far. */
export function BacktestProgress({ backtest, reports }: BacktestProgressProps) {
  const trpc = useTRPC();
  const format = useFormat();
  const cancel = useMutation(
    trpc.backtests.cancel.mutationOptions({
      onSuccess: () => notify("The backtest will stop at the next block of bars."),
    }),
  );
  const latest = reports.at(-1);
  const progress = latest?.progress ?? backtest.progress;
  const equity = reports.flatMap((report) => report.equity);
  return (
    <Panel>
      <div className="grid gap-4">
        <div className="flex items-center justify-between gap-4">
          <p className="font-medium" role="status">
            {backtest.status === "queued" && !latest
              ? "Waiting for a worker"
              : `${format.percent(progress, 0)} of the bars done`}
          </p>
          <Button
            busy={cancel.isPending}
            disabled={cancel.isSuccess}
            onClick={() => cancel.mutate({ id: backtest.id })}
          >
            Cancel
          </Button>
        </div>
        <Progress label="Share of the bars that are done" value={progress} />
        {equity.length > 1 ? <Sparkline values={equity} label="Equity so far" className="h-40 w-full" /> : null}
      </div>
    </Panel>
  );
}
