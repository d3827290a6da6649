import { describe, expect, test } from "vitest";
import { buy, close, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";

// LEAN's base fill model gave a triggered stop the bar's close
describe("defect 2: a triggered stop fills at the worse of trigger and open, never at the close", () => {
  const flat = [10, 10, 10, 10];

  test("a buy stop at 10 that is touched from 8 fills at 10 though the bar closes at 12", () => {
    const bars = [
      [8, 8, 8, 8],
      [8, 12, 8, 12],
    ];
    expect(fillLines(runScript({ bars, asks: { 0: [buy({ type: "stop", price: 10 })] } }))).toEqual(["1 buy 10 at 10"]);
  });

  test("a buy stop at 10 that is gapped over fills at the open of 12 though the bar closes at 8", () => {
    const bars = [
      [8, 8, 8, 8],
      [12, 12, 8, 8],
    ];
    expect(fillLines(runScript({ bars, asks: { 0: [buy({ type: "stop", price: 10 })] } }))).toEqual(["1 buy 10 at 12"]);
  });

  test("a sell stop at 9 fills at 9 on the way down and at the open of 7 below a gap", () => {
    const asks = { 0: [buy()], 1: [close({ type: "stop", price: 9 })] };
    expect(fillLines(runScript({ bars: [flat, flat, [10, 10, 8, 8]], asks }))[1]).toBe("2 sell 10 at 9");
    expect(fillLines(runScript({ bars: [flat, flat, [7, 10, 7, 10]], asks }))[1]).toBe("2 sell 10 at 7");
  });

  test("a short's buy stop mirrors it", () => {
    const asks = { 0: [sellShort()], 1: [close({ type: "stop", price: 11 })] };
    expect(fillLines(runScript({ bars: [flat, flat, [10, 12, 10, 12]], asks }))[1]).toBe("2 buy 10 at 11");
    expect(fillLines(runScript({ bars: [flat, flat, [13, 13, 10, 10]], asks }))[1]).toBe("2 buy 10 at 13");
  });
});
