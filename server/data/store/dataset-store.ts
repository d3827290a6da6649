import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { type BarColumns, sliceBars } from "@/graph-runtime/market/bars.ts";
import { AppError } from "../../errors/app-error.ts";
import { snapshotId } from "../snapshot-id.ts";
import { readBarsParquet, writeBarsParquet } from "./bars-parquet.ts";
import { describeDiskError } from "./disk-error.ts";
import { createHotCache, type HotCache } from "./hot-cache.ts";
import type { ObjectStore } from "./object-store.ts";
import { yearsOf } from "./years-of.ts";

/** One Parquet file of a dataset: a year. Its key ends in the hash of its bars, so that an equal year is kept once. */
export const Part = z.strictObject({ year: z.int(), key: z.string(), bars: z.int().min(1) });
export type Part = z.infer<typeof Part>;

type Place = { readonly source: string; readonly symbol: string; readonly timeframe: string };

export type DatasetStore = {
  /** Writes bars, partitioned by source, symbol, timeframe and year; years that are there already are not written again. */
  save(place: Place, bars: BarColumns, onProgress?: (share: number) => void): Promise<Part[]>;
  /** Returns the bars of parts whose bars have that snapshot id, from the cache where it has them. */
  load(snapshot: string, parts: readonly Part[]): Promise<BarColumns>;
  remove(parts: readonly Pick<Part, "key">[]): Promise<void>;
  /** Tells whether every file of these parts is there. */
  holds(parts: readonly Pick<Part, "key">[]): Promise<boolean>;
  readonly cache: HotCache;
};

/** Opens the store on its objects; `folder` holds what may be lost: the cache and files under way. */
export function createDatasetStore(objects: ObjectStore, folder: string): DatasetStore {
  const cache = createHotCache(path.join(folder, "columns"));

  async function inScratch<Result>(work: (scratch: string) => Promise<Result>): Promise<Result> {
    const base = path.join(folder, "scratch");
    await mkdir(base, { recursive: true });
    const scratch = await mkdtemp(`${base}${path.sep}`);
    try {
      return await work(scratch);
    } catch (error) {
      throw describeDiskError(error);
    } finally {
      await rm(scratch, { recursive: true, force: true });
    }
  }

  const save: DatasetStore["save"] = (place, bars, onProgress) =>
    inScratch(async (scratch) => {
      const parts: Part[] = [];
      const written: string[] = [];
      const years = yearsOf(bars.time);
      try {
        for (const [rank, { year, from, to }] of years.entries()) {
          const slice = sliceBars(bars, from, to);
          const hash = snapshotId(slice).slice(0, 32);
          const key = `bars/source=${word(place.source)}/symbol=${word(place.symbol)}/timeframe=${place.timeframe}/year=${year}/${hash}.parquet`;
          if (!(await objects.has(key))) {
            const file = path.join(scratch, `${year}.parquet`);
            await writeBarsParquet(file, slice);
            await objects.put(key, await readFile(file));
            written.push(key);
            await rm(file);
          }
          parts.push({ year, key, bars: to - from });
          onProgress?.((rank + 1) / years.length);
        }
        return parts;
      } catch (error) {
        // Years of a history that is not kept would stay for ever, and keep a full disk full.
        for (const key of written) await objects.remove(key).catch(() => undefined);
        throw error;
      }
    });

  const read = (parts: readonly Part[]): Promise<BarColumns> =>
    inScratch(async (scratch) => {
      const files: string[] = [];
      for (const { key } of parts) {
        const bytes = await objects.get(key);
        if (bytes === null)
          throw new AppError("data-missing", {
            message: "Files of this dataset are no longer in the store. Import it again.",
          });
        const file = path.join(scratch, `${files.length}.parquet`);
        await writeFile(file, bytes);
        files.push(file);
      }
      return readBarsParquet(files);
    });

  return {
    save,
    load: (snapshot, parts) => cache.get(snapshot, () => read(parts)),
    remove: async (parts) => {
      for (const { key } of parts) await objects.remove(key);
    },
    holds: async (parts) => {
      for (const { key } of parts) if (!(await objects.has(key))) return false;
      return true;
    },
    cache,
  };
}

/** A word for a path: what is not a letter, digit, dot or dash is told apart by its hash. */
function word(text: string): string {
  const plain = text.replaceAll(/[^A-Za-z0-9.-]/g, "-").slice(0, 60);
  return plain === text && !text.startsWith(".")
    ? plain
    : `${plain.replaceAll(/^\.+/g, "")}-${createHash("sha256").update(text).digest("hex").slice(0, 8)}`;
}
