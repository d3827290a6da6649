import type { NodeDefinition } from "../define-node.ts";
import { runNode } from "../run-node.ts";
import { chartSeries } from "./chart-series.ts";

const WIDTH = 560;
const SHOWN = 96;
const PANEL = 110;
const GAP = 14;
const COLORS = ["#2f6fde", "#d9822b", "#2e9e6b", "#b04fc4", "#c8433a", "#6b7a90", "#8a6d1f"];

type Line = { readonly label: string; readonly column: Float64Array; readonly color: string };
type Range = { readonly low: number; readonly high: number };

function rangeOf(lines: readonly Line[]): Range {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { column } of lines) {
    for (const value of column) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  return low < high ? { low, high } : { low: low - 1, high: high + 1 };
}

function polyline({ column, color }: Line, range: Range, top: number): string {
  const pieces: string[][] = [[]];
  column.forEach((value, i) => {
    if (Number.isNaN(value)) {
      if (pieces.at(-1)!.length > 0) pieces.push([]);
      return;
    }
    const x = 4 + (i * (WIDTH - 8)) / (column.length - 1);
    const y = top + 4 + ((range.high - value) / (range.high - range.low)) * (PANEL - 8);
    pieces.at(-1)!.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  });
  return pieces
    .filter((points) => points.length > 1)
    .map((points) => `<polyline fill="none" stroke="${color}" stroke-width="1.4" points="${points.join(" ")}"/>`)
    .join("");
}

/** Conditions are bars under the panel, one row each. */
function marks({ column, color }: Line, top: number): string {
  const step = (WIDTH - 8) / column.length;
  return [...column]
    .flatMap((value, i) =>
      value === 1
        ? [`<rect x="${(4 + i * step).toFixed(1)}" y="${top}" width="${step.toFixed(1)}" height="6" fill="${color}"/>`]
        : [],
    )
    .join("");
}

function legend(lines: readonly Line[], y: number): string {
  let x = 4;
  return lines
    .map(({ label, color }) => {
      const text = `<text x="${x}" y="${y}" fill="${color}">${escapeXml(label)}</text>`;
      x += 14 + label.length * 6;
      return text;
    })
    .join("");
}

const escapeXml = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

/** Returns a small chart of a kind at work with its defaults as SVG; null for kinds that cannot run alone. */
export function chart(definition: NodeDefinition): string | null {
  const ports = Object.entries(definition.outputs);
  const { account, outside, aligns, clock, protection } = definition;
  if (ports.length === 0 || (account ?? outside ?? aligns ?? clock ?? protection)) return null;
  // one instrument alone would show nothing of a kind that compares several
  if (definition.cross || definition.instrument) return null;
  const params = definition.params.parse({});
  const length = definition.warmup(params) + SHOWN;
  const series = chartSeries(definition, length);
  const tail = (column: Float64Array): Float64Array => column.slice(length - SHOWN);
  const { outputs } = runNode(definition, { params, series });
  const lines = ports.map(([port, { label }], rank) => ({
    label,
    column: tail(outputs[port]!),
    color: COLORS[rank % COLORS.length]!,
    isCondition: ["boolean", "event"].includes(definition.outputs[port]!.type),
  }));
  const inputs = Object.entries(definition.inputs).filter(([, { type }]) => type === "number");
  const main = ["source", "close", "high"].find((name) => inputs.some(([input]) => input === name)) ?? inputs[0]?.[0];
  const shown = main ?? (inputs.length === 0 && definition.market === undefined ? null : "close");
  const price: Line[] = shown ? [{ label: shown, column: tail(series[shown]!), color: "#9aa4b2" }] : [];
  const numbers = lines.filter(({ isCondition }) => !isCondition);
  const conditions = lines.filter(({ isCondition }) => isCondition);
  // lines that move where the price does are drawn over it, the others below
  const { low, high } = rangeOf(price);
  const isNear = (line: Line): boolean => {
    const range = rangeOf([line]);
    return price.length > 0 && range.low > low - 12 && range.high < high + 12;
  };
  const panels = [[...price, ...numbers.filter(isNear)], numbers.filter((line) => !isNear(line))].filter(
    (panel) => panel.length > 0,
  );
  const parts: string[] = [];
  let top = 16;
  for (const panel of panels) {
    const range = rangeOf(panel);
    parts.push(
      `<rect x="0.5" y="${top + 0.5}" width="${WIDTH - 1}" height="${PANEL}" fill="none" stroke="#9aa4b2" stroke-opacity="0.35"/>`,
    );
    parts.push(...panel.map((line) => polyline(line, range, top)));
    top += PANEL + GAP;
  }
  for (const line of conditions) {
    parts.push(marks(line, top));
    top += 10;
  }
  const title = `${definition.meta.title} with its defaults`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img" font-family="sans-serif" font-size="10">`,
    `<title>${escapeXml(title)}</title>`,
    legend([...price, ...lines], 10),
    ...parts,
    "</svg>\n",
  ].join("\n");
}
