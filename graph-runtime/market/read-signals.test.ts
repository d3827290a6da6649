import { expect, test } from "vitest";
import { readSignalsCsv } from "./read-signals.ts";

const problemsOf = (text: string, ...names: string[]): string[] =>
  readSignalsCsv(text, names).diagnostics.map(({ message }) => message);

test("reads times, names, values and symbols, in any order of the columns", () => {
  const { signals, diagnostics } = readSignalsCsv(
    "Value,Symbol,Signal,Time\n1.5,GOOG,buy,2024-01-16T14:30:00Z\n,,sell,1705415400\n",
    ["buy", "sell"],
  );
  expect(diagnostics).toEqual([]);
  const time = 1_705_415_400_000;
  expect(signals).toEqual([
    { time, name: "buy", symbol: "GOOG", value: 1.5 },
    { time, name: "sell", symbol: null, value: null },
  ]);
});

test("without a column of names, every row is the one signal that the strategy listens to", () => {
  expect(readSignalsCsv("time,value\n2024-01-16,7", ["buy"]).signals).toEqual([
    { time: 1_705_363_200_000, name: "buy", symbol: null, value: 7 },
  ]);
  expect(problemsOf("time,value\n2024-01-16,7", "buy", "sell")).toEqual([
    'line 1: expected a column "signal", because the strategy listens to "buy", "sell"; found none',
  ]);
});

test("says of each bad row and header what was expected, what was found and where", () => {
  expect(
    problemsOf("time,signal,value\nsoon,buy,1\n2024-01-16,hold,1\n2024-01-16,buy,much\n2024-01-16,buy", "buy"),
  ).toEqual([
    'line 2: time must be an ISO date or an epoch, was "soon"',
    'line 3: the strategy listens to "buy", and the row names "hold"',
    'line 4: value must be a number or empty, was "much"',
    "line 5: expected 3 cells, found 2",
  ]);
  expect(problemsOf("when,signal\n2024-01-16,buy", "buy")[0]).toMatch(
    /^line 1: "when" is no column of signals: expected/,
  );
  expect(problemsOf("signal\nbuy", "buy")[0]).toMatch(/^line 1: expected a column "time"/);
  expect(problemsOf("time,time,signal\n1,1,buy", "buy")[0]).toMatch(/found more than one/);
  expect(problemsOf("time,signal\n\n", "buy")).toEqual([
    "line 2: expected at least one signal below the header, found none: add rows",
  ]);
});
