import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { assessQuality } from "@/graph-runtime/market/quality/assess-quality.ts";
import type { ImportSettings } from "@/server/data/import/import-settings.ts";
import { syntheticDailyHistory } from "@/server/data/synthetic-history.ts";
import type { Database } from "@/server/db/client.ts";

/** A dataset of ours that could be refreshed, and an import that waits for its settings. */
export async function makeData(db: Database, teamId: string) {
  const by = { createdBy: "somebody", teamId };
  const quality = assessQuality({ bars: syntheticDailyHistory("SYN-A"), timeframe: "1d", calendar: "always" });
  const { id: dataset } = await db.dataset.create({
    data: {
      ...by,
      name: "Ours",
      symbol: "ABC",
      source: "upload",
      timeframe: "1d",
      instrument: shareInstrument("ABC"),
      provider: { provider: "binance", symbol: "ABC", timeframe: "1d", from: 0 },
      versions: {
        create: {
          number: 1,
          snapshotId: "a".repeat(64),
          bars: quality.bars,
          firstTime: 0,
          lastTime: 1,
          parts: [],
          quality,
          origin: "test",
          createdBy: "somebody",
        },
      },
    },
    select: { id: true },
  });
  const { id } = await db.datasetImport.create({
    data: { ...by, fileName: "ours.csv", status: "ready" },
    select: { id: true },
  });
  return { dataset, import: id };
}

export const importSettings: ImportSettings = {
  name: "Taken",
  symbol: "ABC",
  timeframe: "1d",
  zone: "UTC",
  calendar: "always",
  currency: "USD",
  tickSize: 0.01,
  lotSize: 1,
  multiplier: 1,
  settles: "trade",
  priceScale: 1,
  adjustment: "raw",
  badRows: "refuse",
  duplicates: "refuse",
  layout: {
    kind: "csv",
    delimiter: ",",
    skipLines: 1,
    time: 0,
    clock: null,
    open: 1,
    high: 2,
    low: 3,
    close: 4,
    volume: null,
    timeFormat: "iso",
  },
};
