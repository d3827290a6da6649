import { expect, test } from "vitest";
import { templates } from "@/graph-runtime/templates/gallery.ts";
import { builtInDatasets } from "@/server/data/dataset-registry.ts";
import { historiesOf } from "./use-curves.ts";

test("every template has bundled histories to draw its curve from", () => {
  // what is read of a listed dataset is there of a built-in one, too
  const datasets = builtInDatasets().map((one) => ({
    ...one,
    symbol: one.instrument.symbol,
  })) as unknown as Parameters<typeof historiesOf>[2];
  const main = datasets.find(({ id }) => id === "sp500-daily")!;
  for (const { id, document } of templates) {
    const found = historiesOf({ symbols: document.universe, timeframe: document.settings.timeframe }, main, datasets);
    expect(found?.length, id).toBe(Math.max(1, document.universe.length));
    if (document.universe.length > 1) expect(found?.map(({ symbol }) => symbol)).toEqual(document.universe);
  }
});
