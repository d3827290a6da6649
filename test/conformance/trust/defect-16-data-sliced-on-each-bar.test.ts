import { expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";

// fugle slices the history again on each bar; here reads are counted, not timed
test("defect 16: each bar of the data is read a fixed number of times, however long the history", () => {
  const { program } = compile(smaCross.document);
  const readsPerBar = (length: number): number => {
    const bars = syntheticBars({ seed: 1, length });
    let copied = 0;
    const counted = Object.fromEntries(
      Object.entries(bars).map(([field, column]) => [
        field,
        new Proxy(column, {
          get(target, key) {
            if (key === "subarray")
              return (from: number, to: number) => {
                copied += to - from;
                return target.subarray(from, to);
              };
            const value = Reflect.get(target, key, target);
            return typeof value === "function" ? value.bind(target) : value;
          },
        }),
      ]),
    ) as unknown as BarColumns;
    runBacktest({
      program: program!,
      lanes: [{ instrument: shareInstrument("TEST"), bars: counted }],
      blockSize: 50,
      trustBars: true,
    });
    return copied / length;
  };
  expect(readsPerBar(200)).toBeGreaterThan(0);
  expect(readsPerBar(4_000)).toBe(readsPerBar(200));
});
