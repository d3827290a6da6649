"use client";
import { useFormat } from "../../format/FormatProvider.tsx";
import { Delta } from "../../ui/Delta.tsx";
import { Panel } from "../../ui/Panel.tsx";
import type { BacktestDetail } from "../BacktestView.tsx";

type ConfidencePanelProps = { readonly backtest: BacktestDetail };

/** How far chance could have moved the result: other orders of the same sessions, and other paths within bars. */
export function ConfidencePanel({ backtest }: ConfidencePanelProps) {
  const { confidence, ambiguity, trials, settings } = backtest;
  const format = useFormat();
  const currency = settings?.currency ?? backtest.dataset.currency;
  const capital = settings?.capital ?? Number.NaN;
  const deflated = backtest.statistics?.find(({ id }) => id === "deflated-sharpe");
  return (
    <Panel title="Luck and doubt" description="What the same strategy could have shown">
      <dl className="grid gap-3 text-sm">
        <Line label="Return, 5 % to 95 % of reordered paths">
          {confidence ? (
            <>
              <Delta value={confidence.totalReturn.low}>{format.percent(confidence.totalReturn.low, 1)}</Delta> to{" "}
              <Delta value={confidence.totalReturn.high}>{format.percent(confidence.totalReturn.high, 1)}</Delta>
            </>
          ) : (
            "n/a, because there are fewer than 30 sessions"
          )}
        </Line>
        {confidence ? (
          <>
            <Line label="Drawdown, median and worst of twenty">
              {format.percent(confidence.maxDrawdown.middle, 1)} and {format.percent(confidence.maxDrawdown.high, 1)}
            </Line>
            <Line label={`Of ${format.integer(confidence.resamples)} paths, ended with a loss`}>
              {format.percent(confidence.lost, 1)}
            </Line>
          </>
        ) : null}
        <Line label="Variants tried so far, this one included">{trials === null ? "n/a" : format.integer(trials)}</Line>
        <Line label="Probability that the Sharpe ratio is more than luck (deflated)">
          {deflated === undefined || deflated.value === null
            ? `n/a${deflated?.reason ? `, because ${deflated.reason}` : ""}`
            : format.percent(deflated.value, 1)}
        </Line>
        <Line label="Bars whose outcome depends on the path within them">
          {ambiguity ? format.integer(ambiguity.bars) : format.integer(backtest.ambiguousBars)}
        </Line>
        {ambiguity && ambiguity.bars > 0 ? (
          <Line label="Net profit, as assumed and on the other path">
            {format.money(ambiguity.finalEquity - capital, currency, 0)} and{" "}
            {format.money(ambiguity.oppositeFinalEquity - capital, currency, 0)}
          </Line>
        ) : null}
      </dl>
      {ambiguity?.changesSign ? (
        <p className="mt-3 text-danger text-sm">Whether it gained or lost depends on paths that nobody knows.</p>
      ) : null}
    </Panel>
  );
}

function Line({ label, children }: { readonly label: string; readonly children: React.ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-border-soft border-b pb-2 last:border-b-0 last:pb-0">
      <dt className="text-muted">{label}</dt>
      <dd className="figure ml-auto text-right font-medium">{children}</dd>
    </div>
  );
}
