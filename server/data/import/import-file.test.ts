import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { writeBarsParquet } from "../store/bars-parquet.ts";
import { createDatasetStore, type DatasetStore } from "../store/dataset-store.ts";
import { folderStore } from "../store/folder-store.ts";
import { syntheticDailyHistory } from "../synthetic-history.ts";
import { importFile } from "./import-file.ts";
import type { ImportSettings } from "./import-settings.ts";
import { inspectFile } from "./inspect-file.ts";

let folder = "";
let store: DatasetStore;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quantloom-import-"));
  store = createDatasetStore(folderStore(path.join(folder, "store")), folder);
});
afterAll(() => rm(folder, { recursive: true }));

let files = 0;
async function fileOf(content: string | Buffer): Promise<string> {
  const file = path.join(folder, `file-${++files}`);
  await writeFile(file, content);
  return file;
}

async function settingsFor(file: string, changes: Partial<ImportSettings> = {}): Promise<ImportSettings> {
  const { layout, timeframe, priceScale } = await inspectFile(file, "ABC.csv");
  const plain = {
    name: "Abc",
    symbol: "ABC",
    zone: "UTC",
    calendar: "always",
    currency: "USD",
    tickSize: 0.01,
    lotSize: 1,
    multiplier: 1,
    settles: "trade",
  } as const;
  const rules = { adjustment: "raw", badRows: "refuse", duplicates: "refuse" } as const;
  return { ...plain, ...rules, timeframe: timeframe ?? "1d", priceScale, layout, ...changes };
}

async function load(content: string | Buffer, changes: Partial<ImportSettings> = {}) {
  const file = await fileOf(content);
  const settings = await settingsFor(file, changes);
  const outcome = await importFile({ file, settings, store, source: "upload" }, () => "continue");
  if (outcome.status !== "done") return { outcome, bars: null };
  return { outcome, bars: await store.load(outcome.imported.snapshotId, outcome.imported.parts) };
}

describe("importing a file of rows", () => {
  test("finds semicolons, quotes, blanks, other names and an order of its own", async () => {
    const { bars } = await load(
      '\uFEFF"Vol"; "C" ;L;H;O;"Date"\r\n 10 ; "2.5" ; 1 ; 3 ; 2 ; 2024-01-02 \r\n20;2;1;3;2.25;2024-01-03\r\n',
    );
    expect([...bars!.open, ...bars!.close, ...bars!.volume]).toEqual([2, 2.25, 2.5, 2, 10, 20]);
    expect(bars!.time[0]).toBe(Date.UTC(2024, 0, 2));
  });

  test.each([
    [
      "compact dates and clocks in two columns",
      "x,Date,Time,Open,High,Low,Close\nN,20240102,09:15,1,2,1,2\nN,20240102,09:16,1,2,1,2\n",
      Date.UTC(2024, 0, 2, 3, 45),
    ],
    [
      "epoch seconds, which need no zone",
      "Time,Open,High,Low,Close\n1704167100,1,2,1,2\n1704167160,1,2,1,2\n",
      Date.UTC(2024, 0, 2, 3, 45),
    ],
    [
      "microseconds without a header",
      "1704167100000000,1,2,1,2,9\n1704167160000000,1,2,1,2,9\n",
      Date.UTC(2024, 0, 2, 3, 45),
    ],
    [
      "days before months",
      "Date,Open,High,Low,Close\n31/01/2024 09:15,1,2,1,2\n31/01/2024 09:16,1,2,1,2\n",
      Date.UTC(2024, 0, 31, 3, 45),
    ],
    [
      "months before days, with half days of the clock",
      "Date,Open,High,Low,Close\n01/31/2024 12:15 AM,1,2,1,2\n01/31/2024 12:16 AM,1,2,1,2\n",
      Date.UTC(2024, 0, 30, 18, 45),
    ],
    [
      "names of months",
      "Date,Open,High,Low,Close\n07-Jan-2021 09:15,1,2,1,2\n07-Jan-2021 09:16,1,2,1,2\n",
      Date.UTC(2021, 0, 7, 3, 45),
    ],
    [
      "an offset of its own, stronger than the zone",
      "Date,Open,High,Low,Close\n2024-01-02T09:15:00+02:00,1,2,1,2\n2024-01-02T09:16:00+02:00,1,2,1,2\n",
      Date.UTC(2024, 0, 2, 7, 15),
    ],
    [
      "fractions of a second",
      "timestamp,open,high,low,close\n2024-01-02 09:15:00.250000,1,2,1,2\n2024-01-02 09:16:00.000000,1,2,1,2\n",
      Date.UTC(2024, 0, 2, 3, 45, 0, 250),
    ],
  ])("reads %s", async (_, content, expected) => {
    const { bars } = await load(content, { zone: "Asia/Kolkata", timeframe: "1m" });
    expect(bars?.time[0]).toBe(expected);
    expect(bars?.time.length).toBe(2);
  });

  test("takes New York's clock through both changes of the year, and leaves a day its date", async () => {
    const minutes = ["2024-03-08 09:30", "2024-03-11 09:30", "2024-11-01 09:30", "2024-11-04 09:30"];
    const rows = minutes.map((time) => `${time},1,1,1,1`).join("\n");
    const { bars } = await load(`date,open,high,low,close\n${rows}\n`, { zone: "America/New_York", timeframe: "1m" });
    expect([...bars!.time].map((time) => new Date(time).getUTCHours())).toEqual([14, 13, 13, 14]);
    const daily = await load(
      "20240102 00:00,545000,549000,545000,548900,83600\n20240103 00:00,549000,551000,549000,549000,14900\n",
      { zone: "America/New_York" },
    );
    expect([daily.bars!.time[0], daily.bars!.high[0]]).toEqual([Date.UTC(2024, 0, 2), 54.9]);
  });

  test("names the line of every bad row, keeps the file out, and takes the rest when asked to", async () => {
    const content = [
      "date,open,high,low,close,volume",
      "2024-01-02,10,12,9,11,100",
      "2024-02-30,10,12,9,11,100",
      "2024-01-03,10,12,9",
      "2024-01-04,10,8,9,11,100",
      "2024-01-05,10,12,11,11,100",
      "2024-01-06,ten,12,9,11,100",
      "2024-01-07,10,12,9,11,-1",
      "2024-01-08,0,12,0,11,1",
      "2024-01-09,10,12,9,11,1",
    ].join("\n");
    const { outcome } = await load(content);
    if (outcome.status !== "refused" || outcome.quality === null) throw new Error("expected a refusal with a report");
    expect(outcome.message).toContain("7 of 9 rows are bad");
    expect(outcome.quality.rows.listed.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 9]);
    expect(outcome.quality.rows.listed[3]!.reason).toContain("low must be the lowest price");
    const again = await load(content, { badRows: "leave-out" });
    expect(again.bars?.time.length).toBe(2);
    expect(again.outcome.status === "done" && again.outcome.imported.quality.grade).toBe("E");
  });

  test("puts rows in order, keeps equal ones once, and asks what to do about those that differ", async () => {
    const content =
      "date,open,high,low,close\n2024-01-03,1,2,1,2\n2024-01-02,1,2,1,2\n2024-01-03,1,2,1,2\n2024-01-02,1,3,1,2\n";
    const { outcome } = await load(content);
    if (outcome.status !== "refused") throw new Error("expected a refusal");
    expect(outcome.quality?.rows).toMatchObject({ repeated: 1, bad: 1, listed: [{ line: 5 }] });
    expect((await load(content, { duplicates: "keep-first" })).bars!.high[0]).toBe(2);
    const last = await load(content, { duplicates: "keep-last" });
    expect([...last.bars!.high]).toEqual([3, 2]);
    expect(last.outcome.status === "done" && last.outcome.imported.quality.rows.reordered).toBe(2);
  });

  test("reads the newest row first as readily as last, and says nothing of it", async () => {
    const { bars, outcome } = await load(
      "date,open,high,low,close\n2024-01-04,3,3,3,3\n2024-01-03,2,2,2,2\n2024-01-02,1,1,1,1\n",
    );
    expect([...bars!.close]).toEqual([1, 2, 3]);
    expect(outcome.status === "done" && outcome.imported.quality.rows.reordered).toBe(0);
  });

  test("draws a high out to a close that it misses by rounding alone", async () => {
    const { bars, outcome } = await load("date,open,high,low,close\n2024-01-02,1,2.0000000001,1,2.0000000002\n");
    expect(bars!.high[0]).toBe(2.0000000002);
    expect(outcome.status === "done" && outcome.imported.quality.rows.repaired).toBe(1);
  });

  test("reads decimals to the nearest double, long ones too", async () => {
    const texts = [
      "46319.1",
      "0.05655554",
      "1455.219971",
      "0.1",
      "123456789.123456789",
      "1.7976931348623157e2",
      "2900.0000000000005",
    ];
    const rows = texts.map((text, i) => `2024-01-0${i + 1},${text},${text},${text},${text}`).join("\n");
    const { bars } = await load(`date,open,high,low,close\n${rows}`);
    expect([...bars!.close]).toEqual(texts.map(Number));
  });

  test("is cancelled in the middle, and leaves no trace", async () => {
    const file = await fileOf(`date,open,high,low,close\n${"2024-01-02,1,1,1,1\n".repeat(10)}`);
    const work = { file, settings: await settingsFor(file), store, source: "upload" };
    expect((await importFile(work, () => "cancel")).status).toBe("cancelled");
  });
});

describe("importing Parquet", () => {
  test("gives back bars that were written as Parquet, to the bit", async () => {
    const bars = syntheticDailyHistory("SYN-B");
    const file = path.join(folder, "bars.parquet");
    await writeBarsParquet(file, bars);
    const settings = await settingsFor(file);
    expect(settings.layout).toMatchObject({ kind: "parquet", timeFormat: "milliseconds" });
    const outcome = await importFile({ file, settings, store, source: "upload" }, () => "continue");
    if (outcome.status !== "done") throw new Error("expected bars");
    const read = await store.load(outcome.imported.snapshotId, outcome.imported.parts);
    expect(read.close).toEqual(new Float64Array(bars.close));
    expect([...read.time]).toEqual([...bars.time]);
  });

  test("that was cut off is refused in words", async () => {
    const file = await fileOf(Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(100, 7)]));
    await expect(inspectFile(file, "x.parquet")).rejects.toThrow("cut off");
  });
});

test.each([
  ["an empty file", "", "is empty"],
  ["a header alone", "date,open,high,low,close\n", "no row with four numbers"],
  ["an archive", "PK\u0003\u0004stuff", "compressed"],
  ["a picture", Buffer.from([137, 80, 78, 71, 0, 0, 0, 1]), "neither CSV nor Parquet"],
])("%s is refused before anything is read", async (_, content, words) => {
  await expect(fileOf(content).then((file) => inspectFile(file, "x"))).rejects.toThrow(words);
});
