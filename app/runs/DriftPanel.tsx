"use client";
import { useQuery } from "@tanstack/react-query";
import { useFormat } from "../format/FormatProvider.tsx";
import { type ApiOutput, useTRPC } from "../trpc/context.ts";
import { Loaded } from "../trpc/Loaded.tsx";
import { Delta } from "../ui/Delta.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";

type Drift = ApiOutput["runs"]["drift"];
type Side = Drift["differences"][number]["run"];
const currency = "USD";
const refreshMilliseconds = 30_000;

/** The run against a backtest of its version over the very bars that it was given. */
export function DriftPanel({ runId }: { readonly runId: string }) {
  const trpc = useTRPC();
  const drift = useQuery(trpc.runs.drift.queryOptions({ id: runId }, { staleTime: refreshMilliseconds, retry: false }));
  return (
    <Panel
      title="Against the backtest"
      description="The same version over the same bars, filled by the simulated venue, with nobody's commands, limits or hours around it."
    >
      <Loaded query={drift}>{(data) => <Content drift={data} />}</Loaded>
    </Panel>
  );
}

function Content({ drift }: { readonly drift: Drift }) {
  const format = useFormat();
  const { bars, correlation, trackingDifference, trackingDifferencePercent, trackingErrorPercent } = drift;
  if (bars === 0) return <p className="py-8 text-center text-muted">There is no bar to compare yet.</p>;
  const percent = (value: number | null) => (value === null ? "unknown" : `${format.number(value, 3)} %`);
  return (
    <div className="grid gap-4">
      <dl className="grid grid-cols-2 gap-4 sm:grid-cols-5">
        <Figure label="Correlation of bars">
          {correlation === null ? "n/a, as one never moved" : format.number(correlation, 4)}
        </Figure>
        <Figure label="Tracking difference">
          <Delta value={trackingDifference}>{format.money(trackingDifference, currency)}</Delta>
        </Figure>
        <Figure label="In percent of capital">{percent(trackingDifferencePercent)}</Figure>
        <Figure label="Tracking error a bar">{percent(trackingErrorPercent)}</Figure>
        <Figure label="Orders alike">
          {format.integer(drift.same)} of {format.integer(drift.twinOrders)}
        </Figure>
      </dl>
      {drift.isSealed ? (
        <p className="text-muted">
          The strategy is sealed: what it would have ordered and this run did not is counted and not shown.
        </p>
      ) : null}
      {drift.differences.length === 0 ? (
        <p className="text-muted">
          {drift.isSealed
            ? "Every order of this run was done as in the backtest."
            : "Every order was done as in the backtest."}
        </p>
      ) : (
        <Table label="Orders that differ, the latest first">
          <thead>
            <tr>
              <HeadCell>Bar</HeadCell>
              <HeadCell>Order</HeadCell>
              <HeadCell align="right">Run</HeadCell>
              <HeadCell align="right">Backtest</HeadCell>
              <HeadCell align="right">Cost</HeadCell>
              <HeadCell>Why</HeadCell>
            </tr>
          </thead>
          <tbody>
            {drift.differences.map((one) => (
              <tr key={`${one.at}.${one.run?.number ?? "-"}.${one.twin?.number ?? "-"}`}>
                <Cell className="figure whitespace-nowrap text-muted">{format.clock(one.at)}</Cell>
                <Cell className="whitespace-nowrap">
                  {one.side === "buy" ? "Buy" : "Sell"} {one.symbol} <span className="text-muted">{one.role}</span>
                </Cell>
                <Cell align="right">{sideText(one.run)}</Cell>
                <Cell align="right">{sideText(one.twin)}</Cell>
                <Cell align="right">{one.cost === null ? "–" : format.money(one.cost, currency)}</Cell>
                <Cell className="min-w-56 text-muted">{one.reason}</Cell>
              </tr>
            ))}
          </tbody>
        </Table>
      )}
    </div>
  );

  function sideText(side: Side): string {
    if (side === null) return "none";
    if (side.price === null) return "not filled";
    return `${format.number(side.quantity, 0)} at ${format.number(side.price)}`;
  }
}

function Figure({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div>
      <dt className="text-faint text-xs">{label}</dt>
      <dd className="figure font-semibold">{children}</dd>
    </div>
  );
}
