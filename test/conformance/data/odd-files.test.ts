import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { importFile } from "@/server/data/import/import-file.ts";
import type { ImportSettings } from "@/server/data/import/import-settings.ts";
import { inspectFile } from "@/server/data/import/inspect-file.ts";
import { readActions } from "@/server/data/import/read-actions.ts";
import { createDatasetStore } from "@/server/data/store/dataset-store.ts";
import { folderStore } from "@/server/data/store/folder-store.ts";
import { hasReference, referencePath, referenceText } from "../../setup/reference-data.ts";

const folder = mkdtempSync(path.join(tmpdir(), "quantloom-odd-"));
afterAll(() => rmSync(folder, { recursive: true }));
const store = createDatasetStore(folderStore(path.join(folder, "store")), folder);

type Expected = {
  readonly bars: number;
  readonly from: string;
  readonly to: string;
  readonly grade: string;
  readonly missing: number | null;
  readonly outside: number;
  readonly bad?: number;
};

// Counts of bars and days are those of `wc -l` and of the descriptions that came with the files; prices and clocks were read in them.
const files: readonly (readonly [string, Partial<ImportSettings>, Expected])[] = [
  // five sessions are not in the file, and the evening of a Saturday is in no session
  [
    "india/NIFTY_2024.csv",
    { zone: "Asia/Kolkata", calendar: "india" },
    { bars: 58_127, from: "2024-01-01T03:45", to: "2024-08-23T09:59", grade: "C", missing: 5 * 375, outside: 167 },
  ],
  [
    "india/NIFTY_2009.csv",
    { zone: "Asia/Kolkata", calendar: "india" },
    { bars: 76_897, from: "2009-01-01T04:25", to: "2009-12-31T10:00", grade: "C", missing: 4_400, outside: 227 },
  ],
  // highs that lie a tick below the open
  [
    "india/BankNifty_2018_to_2023.csv",
    { calendar: "india" },
    { bars: 33_604, from: "2018-01-01T03:45", to: "2023-08-04T09:45", grade: "D", missing: 947, outside: 0, bad: 696 },
  ],
  ["us-daily/aapl.csv", {}, { bars: 5_849, from: "1998-01-02", to: "2021-03-31", grade: "A", missing: 0, outside: 0 }],
  [
    "us-hourly/spy.csv",
    { zone: "America/New_York" },
    { bars: 40_832, from: "1998-01-02T14:00", to: "2021-03-31T19:00", grade: "A", missing: 2, outside: 47 },
  ],
  ["reference/GOOG.csv", {}, { bars: 2_148, from: "2004-08-19", to: "2013-03-01", grade: "A", missing: 0, outside: 0 }],
  [
    "reference/EURUSD.csv",
    { calendar: "forex" },
    { bars: 5_000, from: "2017-04-19T09:00", to: "2018-02-07T15:00", grade: "A", missing: 0, outside: 2 },
  ],
  [
    "crypto/btc-perp-20211231-20220201_1m.csv",
    { calendar: "always" },
    { bars: 45_031, from: "2021-12-31T23:01", to: "2022-02-01T05:31", grade: "A", missing: 0, outside: 0 },
  ],
];

describe("the odd files of the world", () => {
  for (const [name, changes, expected] of files)
    test.skipIf(!hasReference(name))(
      `[reference] ${name} is read without a word from the user but its zone and calendar`,
      async () => {
        const file = referencePath(name);
        const { layout, timeframe, priceScale, unsure } = await inspectFile(file, name);
        expect(unsure).toEqual([]);
        const plain = {
          name: "Odd",
          symbol: "ODD",
          zone: "UTC",
          calendar: "us-equity",
          currency: "USD",
          tickSize: 0.01,
          lotSize: 1,
          multiplier: 1,
          settles: "trade",
        } as const;
        const rules = { adjustment: "raw", badRows: "leave-out", duplicates: "refuse" } as const;
        const settings: ImportSettings = {
          ...plain,
          ...rules,
          timeframe: timeframe ?? "1w",
          priceScale,
          layout,
          ...changes,
        };
        const outcome = await importFile({ file, settings, store, source: "upload" }, () => "continue");
        if (outcome.status !== "done") throw new Error("expected bars");
        const { quality, from, to } = outcome.imported;
        const short = (time: number) => new Date(time).toISOString().slice(0, expected.from.length);
        const { bars, grade, missing, outsideSessions, rows } = quality;
        expect({
          bars,
          grade,
          missing,
          outside: outsideSessions,
          bad: rows.bad,
          from: short(from),
          to: short(to),
        }).toEqual({ bad: 0, ...expected });
      },
    );
});

test.skipIf(!hasReference("factor-files/aapl.csv"))(
  "[reference] a factor file gives Apple's four splits and a dividend of SPY to the cent",
  () => {
    const splits = readActions(referenceText("factor-files/aapl.csv")).filter(({ kind }) => kind === "split");
    expect(
      splits.map((action) => [
        new Date(action.time).toISOString().slice(0, 10),
        "ratio" in action ? action.ratio : null,
      ]),
    ).toEqual([
      ["2000-06-21", 2],
      ["2005-02-26", 2],
      ["2014-06-07", 7],
      ["2020-08-29", 4],
    ]);
    // paid for 2020-12-18: 1.580 a share
    const [last] = readActions(referenceText("factor-files/spy.csv")).filter(
      ({ time }) => time === Date.UTC(2020, 11, 18),
    );
    expect(last?.kind === "dividend" ? last.amount : 0).toBeCloseTo(1.58, 2);
  },
);
