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

test("what happens to contracts is read: funding in shares or percent, rolls, new names, the end", () => {
  const text = [
    "2024-01-02T08:00Z,funding,0.0001",
    "2024-01-02T16:00Z,funding,-0.02%,42000",
    "2024-03-15,roll,ESM4,5120.25,5178.5",
    "2024-06-01,rename,NEW",
    "2024-07-01,delist,12.5",
    "2024-08-01,delist",
  ];
  expect(readActions(text.join("\n"))).toEqual([
    { kind: "funding", time: Date.UTC(2024, 0, 2, 8), rate: 0.0001 },
    { kind: "funding", time: Date.UTC(2024, 0, 2, 16), rate: -0.0002, price: 42_000 },
    { kind: "roll", time: Date.UTC(2024, 2, 15), symbol: "ESM4", closePrice: 5_120.25, openPrice: 5_178.5 },
    { kind: "rename", time: Date.UTC(2024, 5, 1), symbol: "NEW" },
    { kind: "delist", time: Date.UTC(2024, 6, 1), price: 12.5 },
    { kind: "delist", time: Date.UTC(2024, 7, 1) },
  ]);
});

test.each([
  ["2024-06-10,split,10\n2024-06-11,merger,1", "line 2: expected split, dividend, funding"],
  ["2024-06-10,split,0", 'expected a ratio above zero, found "0"'],
  ["2024-06-10,funding,", "expected a rate such as 0.0001 or 0.01%"],
  ["2024-06-10,roll,ESM4,5120,", "opening price of the new contract"],
  ["2024-06-10,roll", "the symbol of the next contract"],
  ["\n", "no rows"],
])("a row that is none of them is refused with its line: %j", (text, why) => {
  expect(() => readActions(text)).toThrow(why);
});
