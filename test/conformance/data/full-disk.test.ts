import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { importFile } from "@/server/data/import/import-file.ts";
import { inspectFile } from "@/server/data/import/inspect-file.ts";
import { createDatasetStore } from "@/server/data/store/dataset-store.ts";
import { folderStore } from "@/server/data/store/folder-store.ts";
import { importSettings } from "../../integration/support/data-rows.ts";
import { fillDisk, removeDisk, smallDisk } from "../../setup/small-disk.ts";

const rowsPerYear = 8_000;

/** Three years of minutes whose prices pack badly: some 250 kB a year. */
function threeYears(): string {
  let noise = 12_345;
  const lines = ["date,open,high,low,close,volume"];
  for (const year of [2020, 2021, 2022]) {
    for (let row = 0; row < rowsPerYear; row++) {
      noise = (Math.imul(noise, 1_103_515_245) + 12_345) & 0x7fffffff;
      const price = 100 + noise / 0x7fffffff;
      const time = new Date(Date.UTC(year, 0, 1) + row * 60_000).toISOString();
      lines.push(`${time},${price},${price + 1},${price - 1},${price + 0.5},${noise}`);
    }
  }
  return lines.join("\n");
}

const disk = smallDisk(32);
const filesOn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true }).flatMap((one) => (one.isFile() ? [one.name] : []));

// Where no disk can be made there is nothing to fill up: the test is not there, and is no skip that somebody has to explain.
if (disk !== null) {
  test("an import onto a disk that fills up says so, leaves nothing of itself, and goes through once there is room", async () => {
    const folder = mkdtempSync(join(tmpdir(), "quantloom-full-"));
    try {
      const file = join(folder, "ABC.csv");
      writeFileSync(file, threeYears());
      const { layout } = await inspectFile(file, "ABC.csv");
      const settings = { ...importSettings, symbol: "ABC", timeframe: "1m", layout } as const;
      const store = createDatasetStore(folderStore(join(disk, "store")), disk);
      const load = () => importFile({ file, settings, store, source: "upload" }, () => "continue");
      // too little for the first year's file, and for the second's after the first was kept
      for (const spare of [60_000, 720_000]) {
        const filler = fillDisk(disk, spare);
        const message = expect.stringContaining("The disk is full. Nothing was kept");
        await expect(load()).rejects.toMatchObject({ code: "storage-full", message });
        expect(filesOn(disk)).toEqual(["filler"]);
        rmSync(filler);
      }
      const outcome = await load();
      if (outcome.status !== "done") throw new Error(`expected bars, the import ended ${outcome.status}`);
      const { snapshotId, parts } = outcome.imported;
      expect((await store.load(snapshotId, parts)).time).toHaveLength(3 * rowsPerYear);
    } finally {
      removeDisk(disk);
      rmSync(folder, { recursive: true });
    }
  });
}
