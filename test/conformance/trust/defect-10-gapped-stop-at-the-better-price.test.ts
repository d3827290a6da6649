import { expect, test } from "vitest";
import { buy, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";

const stop = [{ role: "stop" as const, percent: false, distance: 5 }];

test("defect 10: a long's stop that the open has gapped through fills at the open, which is worse", () => {
  const bars = [
    [100, 100, 100, 100],
    [100, 100, 100, 100],
    [90, 92, 89, 91],
  ];
  expect(fillLines(runScript({ bars, asks: { 0: [buy()] }, protections: stop }))[1]).toBe("2 sell 10 at 90");
});

test("defect 10: a short's stop that the open has gapped through fills at the open, which is worse", () => {
  const bars = [
    [100, 100, 100, 100],
    [100, 100, 100, 100],
    [110, 112, 109, 111],
  ];
  expect(fillLines(runScript({ bars, asks: { 0: [sellShort()] }, protections: stop }))[1]).toBe("2 buy 10 at 110");
});
