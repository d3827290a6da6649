"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import { cx } from "../ui/cx.ts";
import { Delta } from "../ui/Delta.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";
import type { ShownStatistic } from "./shown-statistic.ts";
import { statisticText } from "./statistic-text.ts";

/** What hovering or focusing a figure tells: how it is obtained, or why it is not there. */
function Explanation({ statistic }: { readonly statistic: ShownStatistic }) {
  return (
    <span className="grid gap-1.5">
      <strong className="font-semibold">{statistic.label}</strong>
      <span className="text-muted">{statistic.definition}</span>
      {statistic.value === null ? (
        <span>n/a{statistic.reason ? `, because ${statistic.reason.replace(/^n\/a,? because /i, "")}` : ""}</span>
      ) : null}
    </span>
  );
}

type StatisticTileProps = {
  readonly statistic: ShownStatistic;
  readonly currency: string;
  /** Shows gain and loss by colour and triangle. */
  readonly signed?: boolean;
};

/** A headline figure. Its definition shows on hover and on focus. */
export function StatisticTile({ statistic, currency, signed = false }: StatisticTileProps) {
  const format = useFormat();
  const { value } = statistic;
  const text = value === null ? "n/a" : statisticText(value, statistic.unit, currency, format);
  return (
    <Tooltip content={<Explanation statistic={statistic} />} side="bottom">
      <button
        type="button"
        className="grid cursor-help content-start gap-0.5 rounded-md px-4 py-3 text-left hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="text-muted text-xs">{statistic.label}</span>
        <span className={cx("figure font-semibold text-lg", value === null && "text-faint")}>
          {signed ? <Delta value={value}>{text}</Delta> : text}
        </span>
      </button>
    </Tooltip>
  );
}

/** One line of the table of all figures. */
export function StatisticRow({ statistic, currency }: StatisticTileProps) {
  const format = useFormat();
  const { value } = statistic;
  return (
    <Tooltip content={<Explanation statistic={statistic} />} side="left">
      <button
        type="button"
        className="flex min-h-8 w-full cursor-help items-center justify-between gap-4 border-border-soft border-b px-1 text-left last:border-b-0 hover:bg-hover focus-visible:-outline-offset-2"
      >
        <span className="min-w-0 truncate text-muted">{statistic.label}</span>
        <span className={cx("figure shrink-0", value === null && "text-faint")}>
          {value === null ? "n/a" : statisticText(value, statistic.unit, currency, format)}
        </span>
      </button>
    </Tooltip>
  );
}
