import { expect, test } from "vitest";
import { decodeSeries, encodeSeries } from "./series-artifact.ts";

const time = Float64Array.from({ length: 40 }, (_, bar) => 1.6e12 + bar * 86_400_000);
const equity = Float64Array.from({ length: 40 }, (_, bar) => 100_000 * (1 + Math.sin(bar) / 7));
const exposure = Float64Array.from({ length: 40 }, (_, bar) => (bar % 3) / 7);
const prices = Float64Array.from({ length: 40 }, (_, bar) => 100 + bar / 100);
/** By its definition: how far below the highest so far. */
const drawdown = equity.map((money, bar) => {
  const top = Math.max(...equity.subarray(0, bar + 1));
  return money === top ? 0 : 1 - money / top;
});

test("a run's columns come back as they were, with drawdown and the money held", () => {
  const back = decodeSeries(encodeSeries({ time, equity, exposure, held: { prices, units: 1_000 / 3 } }));
  expect(back).toEqual({ time, equity, exposure, drawdown, benchmark: prices.map((price) => price * (1_000 / 3)) });
  expect(decodeSeries(encodeSeries({ time, equity, exposure, held: null })).benchmark).toBeNull();
});

test("columns as the first versions kept them are read still, from a buffer that starts anywhere", () => {
  const first = (columns: readonly Float64Array[]) => {
    const body = new Uint8Array(3 + 8 + columns.length * 40 * 8);
    const view = new DataView(body.buffer, 3);
    view.setUint32(0, 40, true);
    view.setUint32(4, columns.length, true);
    const values = columns.flatMap((column) => [...column]);
    for (const [cell, value] of values.entries()) view.setFloat64(8 + cell * 8, value, true);
    return body.subarray(3);
  };
  const four = [time, equity, exposure, drawdown];
  expect(decodeSeries(first(four))).toEqual({ time, equity, exposure, drawdown, benchmark: null });
  expect(decodeSeries(first([...four, prices])).benchmark).toEqual(prices);
  expect(() => decodeSeries(first([time, equity]))).toThrow("four or five, and are 2");
});

test("no bars are no bars", () => {
  const none = new Float64Array(0);
  const back = decodeSeries(encodeSeries({ time: none, equity: none, exposure: none, held: null }));
  expect(back).toEqual({ time: none, equity: none, exposure: none, drawdown: none, benchmark: null });
});
