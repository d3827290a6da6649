import { expect, test } from "vitest";
import { checkBars } from "@/graph-runtime/market/check-bars.ts";
import { loadDataset, loadDatasets } from "./dataset-registry.ts";

test("the S&P 500 history has 5,105 sessions from 2000 to April 2020", async () => {
  const dataset = await loadDataset("sp500-daily");
  expect(dataset?.bars.time.length).toBe(5_105);
  expect(dataset?.bars.time[0]).toBe(Date.UTC(2000, 0, 3));
  expect(dataset?.bars.time.at(-1)).toBe(Date.UTC(2020, 3, 17));
  expect(dataset?.bars.close[0]).toBe(1455.219971);
  expect(dataset?.synthetic).toBe(false);
});

test("every dataset passes the engine's own check of bars and says whether it is synthetic", async () => {
  const datasets = await loadDatasets();
  expect(datasets.map((dataset) => dataset.id)).toEqual(["sp500-daily", "syn-a-daily", "syn-b-daily"]);
  for (const dataset of datasets) {
    expect(checkBars(dataset.bars, dataset.instrument.symbol)).toEqual([]);
    expect(dataset.name.includes("synthetic")).toBe(dataset.synthetic);
    expect(dataset.instrument.synthetic).toBe(dataset.synthetic);
  }
  expect(new Set(datasets.map((dataset) => dataset.snapshotId)).size).toBe(3);
});

test("the synthetic histories have the same bits wherever they are computed", async () => {
  // Computed once on Node 20 with x86-64; another machine that differs would make stored results unrepeatable.
  const ids = await Promise.all(["syn-a-daily", "syn-b-daily"].map(async (id) => (await loadDataset(id))?.snapshotId));
  expect(ids).toEqual([
    "e85a3afb76721c2ec58b2c9ead9bcc4d6543c6b79cba3e17059d06664fc6438c",
    "c153cb2e839fad92fdd244747bd8b8cf11a27ace14a2f3d4ae66272093cf8841",
  ]);
});

test("an id that does not exist is null", async () => {
  expect(await loadDataset("nothing")).toBeNull();
});
