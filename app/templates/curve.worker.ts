import { z } from "zod";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import type { Curve, CurveAnswer, CurveRequest } from "./curve-message.ts";

// zod's fast path probes for eval, which the page's policy refuses.
z.config({ jitless: true });

const mostPoints = 240;

/** Returns at most `mostPoints` of the values, evenly spaced, the first and the last among them. */
function thin(values: Float64Array): Float64Array {
  if (values.length <= mostPoints) return values.slice();
  return Float64Array.from({ length: mostPoints }, (_, point) => {
    const index = Math.round((point / (mostPoints - 1)) * (values.length - 1));
    return values[index] ?? Number.NaN;
  });
}

const documents = new Map(templates.map(({ id, document }) => [id, document]));
const histories = new Map<string, LaneData>();

function curveOf(id: string, wanted: readonly string[]): Curve | null {
  const { program } = compile(documents.get(id));
  const lanes = wanted.flatMap((one) => histories.get(one) ?? []);
  if (!program || lanes.length === 0 || lanes.length < wanted.length) return null;
  const result = runBacktest({ program, lanes });
  const first = result.time[0];
  const last = result.time[result.time.length - 1];
  const final = result.equity[result.equity.length - 1];
  if (first === undefined || last === undefined || final === undefined) return null;
  return { equity: thin(result.equity), capital: result.settings.capital, final, from: first, to: last };
}

self.onmessage = ({ data }: MessageEvent<CurveRequest>) => {
  if (data.kind === "history") {
    const { id, symbol, currency, synthetic, bars } = data;
    histories.set(id, { instrument: shareInstrument(symbol, { currency, synthetic }), bars });
    return;
  }
  const answer: CurveAnswer = { id: data.id, curve: curveOf(data.id, data.histories) };
  self.postMessage(answer);
};
