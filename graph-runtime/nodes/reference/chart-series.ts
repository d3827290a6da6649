import { sin } from "../../core/math/sin.ts";
import { HOUR } from "../../core/time.ts";
import { BAR_FIELDS } from "../../market/bars.ts";
import type { NodeDefinition } from "../define-node.ts";
import type { NodeSeries } from "../run-node.ts";

/** Returns hourly bars that swing and wander, the same on every machine, and columns for the ports that are no bar column. */
export function chartSeries(definition: NodeDefinition, length: number): NodeSeries {
  const series: Record<string, Float64Array> = {};
  for (const field of BAR_FIELDS) series[field] = new Float64Array(length);
  let seed = 11;
  const noise = (): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) | 0;
    return (seed >>> 0) / 4_294_967_296 - 0.5;
  };
  let close = 100;
  for (let i = 0; i < length; i++) {
    const open = close;
    close = 100 + 7 * sin(i / 11) + 2.5 * sin(i / 3.3) + 2 * noise();
    series["time"]![i] = i * HOUR;
    series["open"]![i] = open;
    series["close"]![i] = close;
    series["high"]![i] = Math.max(open, close) + 0.8 + noise();
    series["low"]![i] = Math.min(open, close) - 0.8 + noise();
    series["volume"]![i] = 1_000 + 600 * sin(i / 5) + 300 * noise();
  }
  Object.entries(definition.inputs).forEach(([name, { type }], rank) => {
    if (name === "source") series[name] = series["close"]!;
    if (name in series) return;
    series[name] = Float64Array.from({ length }, (_, i) => {
      if (type === "number" || type === "size") return 100 + 6 * sin(i / (8 + 3 * rank) + rank) + noise();
      return type === "event" ? Number(i % 19 === 4 + 3 * rank) : Number(sin(i / (6 + rank)) > 0);
    });
  });
  return series;
}
