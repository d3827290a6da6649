"use client";
import { ChartCandlestick } from "lucide-react";
import Link from "next/link";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Button } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { SkeletonRows } from "../../ui/Skeleton.tsx";
import type { BacktestDetail } from "../BacktestView.tsx";
import { useWhy } from "./use-why.ts";

type WhyPanelProps = {
  readonly backtest: BacktestDetail;
  /** Epoch milliseconds of the bar that was clicked. */
  readonly time: number;
  readonly lane: number;
  readonly daily: boolean;
};

/** Why the strategy traded at a bar, or why it did not: the version that ran, run up to that bar in this browser. */
export function WhyPanel({ backtest, time, lane, daily }: WhyPanelProps) {
  const format = useFormat();
  const { reading, problem, isBusy } = useWhy(backtest, { time, lane });
  const moment = daily ? format.session : format.dateTime;
  const canvas = `/strategies/${backtest.strategyId}?${new URLSearchParams({ bar: String(reading?.time ?? time), dataset: backtest.dataset.id })}`;
  return (
    <Panel
      title={`What the strategy thought on ${moment(reading?.time ?? time)}`}
      description="The version that ran, run up to this bar in your browser"
      actions={
        <Button asChild size="sm">
          <Link href={canvas}>
            <ChartCandlestick size={13} aria-hidden="true" />
            Show on the canvas
          </Link>
        </Button>
      }
    >
      {problem !== null ? <p className="text-danger text-sm">{problem}</p> : null}
      {isBusy && reading === null ? <SkeletonRows /> : null}
      {reading === null ? null : (
        <div className="grid gap-4 lg:grid-cols-2" data-testid="why-reading">
          <ul className="grid content-start gap-2">
            {reading.orders.map((order) => (
              <li key={order.nodeId}>
                <p className={order.code === "fired" ? "font-medium text-profit" : "font-medium"}>{order.title}</p>
                <p className="text-muted text-sm">
                  {order.reason}
                  {order.blocker === null ? "" : `. Held back by: ${order.blocker}`}
                </p>
              </li>
            ))}
            <li className="figure text-muted text-xs">
              Position {format.number(reading.position, Number.isInteger(reading.position) ? 0 : 4)}, equity{" "}
              {format.money(reading.equity, backtest.settings?.currency ?? backtest.dataset.currency)}
            </li>
          </ul>
          <dl className="grid max-h-72 content-start overflow-y-auto text-sm">
            {reading.values.map(({ label, value, isCondition }) => (
              <div key={label} className="flex justify-between gap-4 border-border-soft border-b py-1 last:border-b-0">
                <dt className="min-w-0 truncate text-muted" title={label}>
                  {label}
                </dt>
                <dd className="figure shrink-0">
                  {value === null
                    ? "unknown"
                    : isCondition
                      ? value === 1
                        ? "true"
                        : "false"
                      : format.number(value, 4)}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      )}
    </Panel>
  );
}
