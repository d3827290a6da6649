import { z } from "zod";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
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

type Market = Extract<CurveRequest, { kind: "open" }>;
const documents = new Map(templates.map(({ id, document }) => [id, document]));
let market: Market | null = null;

function curveOf(id: string): Curve | null {
  const { program } = compile(documents.get(id));
  // several instruments need a history each, and here is one
  if (!program || !market || program.required.universe.length > 1) return null;
  const { symbol, currency, synthetic, bars } = market;
  const instrument = shareInstrument(symbol, { currency, synthetic });
  const result = runBacktest({ program, lanes: [{ instrument, bars }] });
  const first = result.time[0];
  const last = result.time[result.time.length - 1];
  const final = result.equity[result.equity.length - 1];
  if (first === undefined || last === undefined || final === undefined) return null;
  return { equity: thin(result.equity), capital: result.settings.capital, final, from: first, to: last };
}

self.onmessage = ({ data }: MessageEvent<CurveRequest>) => {
  if (data.kind === "open") {
    market = data;
    return;
  }
  const answer: CurveAnswer = { id: data.id, curve: curveOf(data.id) };
  self.postMessage(answer);
};
