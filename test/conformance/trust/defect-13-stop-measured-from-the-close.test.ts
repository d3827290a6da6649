import { expect, test } from "vitest";
import { buy, runScript } from "@/graph-runtime/testkit/run-script.ts";

// vectorbt measured from the entry bar's close: 5 % below 120 is 114, and the trade would be stopped at once
test("defect 13: the distance of a stop is measured from the fill, not from the entry bar's close", () => {
  const bars = [
    [100, 100, 100, 100],
    [100, 120, 100, 120],
    [120, 120, 113, 119],
  ];
  const protections = [{ role: "stop" as const, percent: true, distance: 5 }];
  const result = runScript({ bars, asks: { 0: [buy()] }, protections });
  expect(result.orders[1]?.stopPrice).toBe(95);
  expect(result.fills).toHaveLength(1);
});
