import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadDataset } from "@/server/data/dataset-registry.ts";
import { datasetBarsResponse } from "@/server/features/datasets/bars-response.ts";
import { listDatasets } from "@/server/features/datasets/service.ts";
import type { Caller } from "@/server/trpc/context.ts";
import { makeTeam, openPlatform, type Platform } from "./support/platform.ts";

let platform: Platform;
let viewer: Caller;

beforeAll(async () => {
  platform = await openPlatform();
  const { request } = await (await makeTeam(platform.db)).member("viewer");
  if (request.caller === null) throw new Error("expected a caller");
  viewer = request.caller;
});
afterAll(() => platform.close());

const ask = (id: string, { caller = viewer, etag }: { caller?: Caller | null; etag?: string } = {}) =>
  datasetBarsResponse(
    new Request(`http://localhost/api/datasets/${id}/bars`, { headers: etag ? { "if-none-match": etag } : {} }),
    { caller, db: platform.db },
    id,
  );

describe("the bars of a data set", () => {
  test("come in their binary form, column after column, to the bit", async () => {
    const some = ["sp500-daily", "syn-a-daily", "syn-tec1-daily"];
    const datasets = await listDatasets({ db: platform.db, team: viewer.team });
    for (const { id, bars: count, snapshotId } of datasets.filter((dataset) => some.includes(dataset.id))) {
      const response = await ask(id);
      expect(response.status).toBe(200);
      expect(response.headers.get("content-type")).toBe("application/octet-stream");
      expect(response.headers.get("etag")).toBe(`"${snapshotId}"`);
      const buffer = await response.arrayBuffer();
      expect(new DataView(buffer).getUint32(0, true)).toBe(count);
      expect(buffer.byteLength).toBe(8 + 6 * 8 * count);
      const dataset = await loadDataset(id);
      if (dataset === null) throw new Error("expected the data set");
      for (const [column, name] of (["time", "open", "high", "low", "close", "volume"] as const).entries()) {
        expect(new Float64Array(buffer, 8 + column * 8 * count, count)).toEqual(dataset.bars[name]);
      }
    }
  });

  test("are not sent again to a browser that has them", async () => {
    const etag = (await ask("sp500-daily")).headers.get("etag") ?? "";
    const again = await ask("sp500-daily", { etag });
    expect(again.status).toBe(304);
    expect((await again.arrayBuffer()).byteLength).toBe(0);
    expect((await ask("sp500-daily", { etag: '"another snapshot"' })).status).toBe(200);
  });

  test("are thinned for a picture, with every high and low", async () => {
    const dataset = await loadDataset("sp500-daily");
    const request = new Request("http://localhost/api/datasets/sp500-daily/bars?most=100");
    const response = await datasetBarsResponse(request, { caller: viewer, db: platform.db }, "sp500-daily");
    const buffer = await response.arrayBuffer();
    const count = new DataView(buffer).getUint32(0, true);
    expect(count).toBe(Math.ceil(5_105 / 52));
    const column = (rank: number) => new Float64Array(buffer, 8 + rank * 8 * count, count);
    expect(Math.max(...column(2))).toBe(Math.max(...dataset!.bars.high));
    expect(Math.min(...column(3))).toBe(Math.min(...dataset!.bars.low));
    expect(column(4).at(-1)).toBe(dataset!.bars.close.at(-1));
    expect(response.headers.get("etag")).not.toBe(`"${dataset!.snapshotId}"`);
  });

  test("are for members only", async () => {
    const stranger = await ask("sp500-daily", { caller: null });
    expect(stranger.status).toBe(401);
    expect(await stranger.json()).toMatchObject({ code: "not-signed-in" });
    const without = {
      ...viewer,
      permissions: new Set([...viewer.permissions].filter((one) => one !== "dataset.read")),
    };
    expect((await ask("sp500-daily", { caller: without })).status).toBe(403);
  });

  test("that do not exist are not found", async () => {
    const response = await ask("gold-hourly");
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({ code: "not-found" });
  });
});
