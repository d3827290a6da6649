"use client";
import { useState } from "react";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Badge, type Tone } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Sparkline } from "../../ui/Sparkline.tsx";
import type { ReportParts } from "../read-stored.ts";

type Recorded = NonNullable<ReportParts["recorded"]>;

const tones: Readonly<Record<Recorded["alerts"][number]["severity"], Tone>> = {
  info: "info",
  warning: "warning",
  critical: "danger",
};
const shownAtFirst = 50;

/** What the strategy's own alerts said, and what its probes recorded. */
export function RecordedPanel({ recorded }: { readonly recorded: Recorded }) {
  return (
    <div className="grid grid-cols-1 gap-5">
      {recorded.probes.length > 0 ? <Probes recorded={recorded} /> : null}
      {recorded.alerts.length > 0 ? <Alerts recorded={recorded} /> : null}
    </div>
  );
}

function Probes({ recorded: { probes, probeStep } }: { readonly recorded: Recorded }) {
  const format = useFormat();
  const number = (value: number | null) => (value === null ? "unknown" : format.number(value, 4));
  const description =
    probeStep === 1
      ? "Recorded at the close of each bar"
      : `Recorded at the close of each bar; the lines show one bar in ${format.integer(probeStep)}`;
  return (
    <Panel title="Probes" description={description}>
      <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
        {probes.map((probe) => (
          <li key={`${probe.name} ${probe.symbol ?? ""}`} className="grid min-w-0 gap-1">
            <p className="flex items-baseline justify-between gap-2">
              <span className="truncate font-medium">{probe.name}</span>
              <span className="text-faint text-xs">{probe.symbol}</span>
            </p>
            <Sparkline
              values={probe.points.map((value) => value ?? Number.NaN)}
              label={`${probe.name} over the run`}
              className="h-16 w-full"
            />
            <p className="figure text-muted text-xs">
              {number(probe.lowest)} to {number(probe.highest)}, at last {number(probe.last)}
            </p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Alerts({ recorded: { alerts, alertsLeftOut } }: { readonly recorded: Recorded }) {
  const format = useFormat();
  const [isWhole, setIsWhole] = useState(false);
  const shown = isWhole ? alerts : alerts.slice(0, shownAtFirst);
  const total = alerts.length + alertsLeftOut;
  const rest = alertsLeftOut > 0 ? `; the first ${format.integer(alerts.length)} are kept` : "";
  return (
    <Panel title="Alerts" description={`${format.integer(total)} raised by the strategy${rest}`} flush>
      <ol aria-label="Alerts, the earliest first" className="max-h-136 overflow-y-auto">
        {shown.map((alert) => (
          <li
            key={`${alert.bar} ${alert.symbol} ${alert.name}`}
            className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 border-border-soft border-b px-4 py-2 last:border-b-0 md:grid-cols-[11rem_4.5rem_minmax(8rem,14rem)_1fr]"
          >
            <span className="figure text-muted text-xs">{format.dateTime(alert.time)}</span>
            <Badge tone={tones[alert.severity]} className="justify-self-start">
              {alert.severity}
            </Badge>
            <span className="col-span-2 min-w-0 font-medium [overflow-wrap:anywhere] md:col-span-1">{alert.name}</span>
            <span className="col-span-2 min-w-0 [overflow-wrap:anywhere] md:col-span-1">{alert.message}</span>
          </li>
        ))}
      </ol>
      {shown.length < alerts.length ? (
        <div className="grid place-items-center border-border-soft border-t py-3">
          <Button size="sm" onClick={() => setIsWhole(true)}>
            Show all {format.integer(alerts.length)}
          </Button>
        </div>
      ) : null}
    </Panel>
  );
}
