import { expect, test } from "vitest";
import { buy, fillLines, runScript, sellShort } from "@/graph-runtime/testkit/run-script.ts";

const bars = [
  [100, 100, 100, 100],
  [100, 110, 90, 100],
];

test("defect 17: an entry whose trigger lies above the open fills at its trigger, not at the open", () => {
  expect(fillLines(runScript({ bars, asks: { 0: [buy({ type: "stop", price: 105 })] } }))).toEqual(["1 buy 10 at 105"]);
  expect(fillLines(runScript({ bars, asks: { 0: [sellShort({ type: "stop", price: 95 })] } }))).toEqual([
    "1 sell 10 at 95",
  ]);
});

test("defect 17: an entry whose trigger is not reached does not fill", () => {
  expect(runScript({ bars, asks: { 0: [buy({ type: "stop", price: 111 })] } }).fills).toEqual([]);
});
