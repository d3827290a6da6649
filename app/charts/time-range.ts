import type { IChartApi, Time } from "lightweight-charts";

/** A stretch of time, epoch milliseconds. */
export type TimeStretch = { readonly from: number; readonly to: number };

const settleMilliseconds = 160;

const milliseconds = (time: Time): number => Number(time) * 1_000;

/** Calls once the reader has stopped moving; returns what ends it. */
export function onVisibleStretch(chart: IChartApi, onChange: (stretch: TimeStretch) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tell = (): void => {
    const range = chart.timeScale().getVisibleRange();
    if (range !== null) onChange({ from: milliseconds(range.from), to: milliseconds(range.to) });
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(tell, settleMilliseconds);
  };
  chart.timeScale().subscribeVisibleTimeRangeChange(later);
  return () => {
    clearTimeout(timer);
    chart.timeScale().unsubscribeVisibleTimeRangeChange(later);
  };
}

/** Changes the data of a chart and leaves the reader's view where it was; the first data is shown whole. */
export function keepingView(chart: IChartApi, isFirst: boolean, change: () => void): void {
  const visible = isFirst ? null : chart.timeScale().getVisibleRange();
  change();
  if (visible === null) chart.timeScale().fitContent();
  else chart.timeScale().setVisibleRange(visible);
}
