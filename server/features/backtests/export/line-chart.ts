import { dateText, escapeHtml } from "./html-text.ts";

type Line = { readonly name: string; readonly values: Float64Array; readonly className: string };
type Chart = {
  readonly title: string;
  readonly time: Float64Array;
  readonly lines: readonly Line[];
  readonly height: number;
  readonly label: (value: number) => string;
};

const WIDTH = 1000;
const MARGIN = 96;

/** Draws lines over time as SVG, with the range at the side: nothing has to be loaded to see it. */
export function lineChart({ title, time, lines, height, label }: Chart): string {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { values } of lines)
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  const first = time[0] ?? 0;
  const span = (time.at(-1) ?? 0) - first || 1;
  const range = high - low || 1;
  const x = (at: number): string => (((time[at]! - first) / span) * (WIDTH - MARGIN)).toFixed(1);
  const y = (value: number): string => (8 + (1 - (value - low) / range) * (height - 32)).toFixed(1);
  const path = (values: Float64Array): string => {
    const points: string[] = [];
    for (let at = 0; at < values.length; at++)
      if (Number.isFinite(values[at])) points.push(`${points.length === 0 ? "M" : "L"}${x(at)} ${y(values[at]!)}`);
    return points.join("");
  };
  const ticks = [high, (high + low) / 2, low].map(
    (value) =>
      `<line class="rule" x1="0" x2="${WIDTH - MARGIN}" y1="${y(value)}" y2="${y(value)}"/><text x="${WIDTH - MARGIN + 6}" y="${y(value)}" dy="4">${escapeHtml(label(value))}</text>`,
  );
  const legend = lines.map(({ name, className }) => `<span class="key ${className}">${escapeHtml(name)}</span>`);
  const body = lines.map(({ values, className }) => `<path class="${className}" d="${path(values)}"/>`);
  return `<figure><figcaption>${escapeHtml(title)} ${legend.join(" ")}</figcaption>
<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(title)}">${ticks.join("")}${body.join("")}
<text x="0" y="${height - 4}">${dateText(first)}</text><text x="${WIDTH - MARGIN}" y="${height - 4}" text-anchor="end">${dateText(first + span)}</text></svg></figure>`;
}
