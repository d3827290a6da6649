import { cx } from "./cx.ts";

type SparklineProps = {
  readonly values: ArrayLike<number>;
  /** Says what the line shows, for screen readers. */
  readonly label: string;
  readonly className?: string;
};

const width = 240;
const height = 64;

function pathOf(values: ArrayLike<number>): { readonly line: string; readonly base: number } {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const span = high - low || 1;
  const x = (index: number) => (index / Math.max(1, values.length - 1)) * width;
  const y = (value: number) => height - 3 - ((value - low) / span) * (height - 6);
  let line = "";
  for (let index = 0; index < values.length; index += 1) {
    const value = values[index] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    line += `${line === "" ? "M" : "L"}${x(index).toFixed(1)} ${y(value).toFixed(1)}`;
  }
  return { line, base: y(values[0] ?? low) };
}

/** A small line without axes; teal where it ends above its start, orange-red where below. The start is dashed. */
export function Sparkline({ values, label, className }: SparklineProps) {
  const first = values[0] ?? 0;
  const last = values[values.length - 1] ?? 0;
  const { line, base } = pathOf(values);
  return (
    <svg
      role="img"
      aria-label={label}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      className={cx("block", last >= first ? "text-profit" : "text-loss", className)}
    >
      <path
        d={`M0 ${base}H${width}`}
        className="stroke-line"
        strokeWidth="1"
        strokeDasharray="3 4"
        opacity="0.5"
        vectorEffect="non-scaling-stroke"
      />
      <path d={`${line}L${width} ${height}L0 ${height}Z`} fill="currentColor" opacity="0.08" />
      <path d={line} fill="none" stroke="currentColor" strokeWidth="1.5" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
