import { expect, test } from "vitest";
import { buy, fillLines, runScript } from "@/graph-runtime/testkit/run-script.ts";

const bars = [
  [10, 10, 10, 10, 500],
  [10, 11, 10, 11, 400],
  [11, 12, 11, 12, 0],
  [12, 13, 12, 13, 900],
];

test("defect 6: a participation cap limits each bar's quantity, and the rest stays working", () => {
  const result = runScript({
    bars,
    asks: { 0: [buy({ type: "market" }, 100)] },
    settings: { execution: { participationPercent: 10 } },
  });
  expect(fillLines(result)).toEqual(["1 buy 40 at 10", "3 buy 60 at 12"]);
  expect(result.orders[0]?.status).toBe("filled");
});

test("defect 6: a bar without volume never fills while the cap is on", () => {
  const result = runScript({
    bars: bars.map((bar) => [...bar.slice(0, 4), 0]),
    asks: { 0: [buy()] },
    settings: { execution: { participationPercent: 10 } },
  });
  expect(result.fills).toEqual([]);
  expect(result.orders[0]?.status).toBe("working");
});

test("defect 6: slippage by volume grows with the square of the share taken", () => {
  const priceOf = (units: number): number =>
    runScript({
      bars,
      asks: { 0: [buy({ type: "market" }, units)] },
      settings: { slippage: { model: "volume-share", impact: 0.1 } },
    }).fills[0]!.price;
  expect(priceOf(40)).toBeCloseTo(10 * (1 + 0.1 * 0.01), 12);
  expect(priceOf(80)).toBeCloseTo(10 * (1 + 0.1 * 0.04), 12);
});
