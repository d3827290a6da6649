import { expect, test } from "vitest";
import { readActions } from "./read-actions.ts";

test("rows of splits and dividends are read with or without a header, and put in order", () => {
  expect(readActions("date,kind,value\n2024-06-10,split,10:1\n2024-02-09,dividend,0.24\n")).toEqual([
    { kind: "dividend", time: Date.UTC(2024, 1, 9), amount: 0.24 },
    { kind: "split", time: Date.UTC(2024, 5, 10), ratio: 10 },
  ]);
  expect(readActions("20240610,Split,0.1")).toEqual([{ kind: "split", time: Date.UTC(2024, 5, 10), ratio: 0.1 }]);
});

test("a factor file gives the split and the dividend that its factors were made from", () => {
  // 0.25 paid at a close of 50 makes a price factor of 0.995; a split of two for one halves the split factor
  const actions = readActions("20200102,0.995,0.5,100\n20200306,0.995,1,48\n20200605,1,1,50\n20501231,1,1,0\n");
  expect(actions).toEqual(
    [
      { kind: "split", time: Date.UTC(2020, 0, 3), ratio: 2 },
      { kind: "dividend", time: Date.UTC(2020, 2, 7), amount: 0.24 },
    ].map((action) => action),
  );
});

test("a row that is neither is refused with its line", () => {
  expect(() => readActions("2024-06-10,split,10\n2024-06-11,merger,1")).toThrow("line 2: expected split or dividend");
  expect(() => readActions("2024-06-10,split,0")).toThrow("above zero");
  expect(() => readActions("\n")).toThrow("no rows");
});
