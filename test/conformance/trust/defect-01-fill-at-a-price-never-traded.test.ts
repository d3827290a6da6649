import { expect, test } from "vitest";
import { buy, fillLines, runScript } from "@/graph-runtime/testkit/run-script.ts";

// backtesting.py with trade_on_close filled a buy stop at 160 on GOOG, 2004-10-22, though the day's low was 164.08
test("defect 1: a buy stop below a gap fills at the open, a price that the bar traded", () => {
  const bars = [
    [149, 150, 148, 149],
    [170.54, 180.17, 164.08, 172.43],
  ];
  for (const fill of ["next-open", "same-close", "next-close"]) {
    const result = runScript({
      bars,
      asks: { 0: [buy({ type: "stop", price: 160 })] },
      settings: { execution: { fill } },
    });
    expect(fillLines(result)).toEqual(["1 buy 10 at 170.54"]);
  }
});
