import path from "node:path";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { log } from "../../log.ts";
import { readColumnFile, writeColumnFile } from "./column-file.ts";

/** Bars that a process keeps in memory, in bytes; the ones asked for longest ago go first. */
const mostBytes = 384 * 1024 * 1024;
const bytesPerBar = 48;

/** Bars by snapshot id, in memory that threads share and in column files. A snapshot never changes, so nothing goes stale. */
export type HotCache = {
  /** Returns the bars; `load` fetches them where neither memory nor disk has them. */
  get(snapshotId: string, load: () => Promise<BarColumns>): Promise<BarColumns>;
  /** Writes the column file of bars that are there, and keeps nothing in memory. */
  prepare(snapshotId: string, bars: BarColumns): Promise<void>;
};

export function createHotCache(folder: string): HotCache {
  const held = new Map<string, { readonly bars: Promise<BarColumns>; bytes: number }>();

  const fileOf = (snapshotId: string): string => path.join(folder, `${snapshotId}.columns`);

  async function prepare(snapshotId: string, bars: BarColumns): Promise<void> {
    await writeColumnFile(fileOf(snapshotId), bars).catch((error: unknown) => {
      // A full disk costs speed here, not the result.
      log().warn({ err: error, snapshotId }, "column file not written");
    });
  }

  async function fetch(snapshotId: string, load: () => Promise<BarColumns>): Promise<BarColumns> {
    const cached = await readColumnFile(fileOf(snapshotId));
    if (cached !== null) return cached;
    await prepare(snapshotId, await load());
    return (await readColumnFile(fileOf(snapshotId))) ?? load();
  }

  function forgetOldest(): void {
    let total = 0;
    for (const { bytes } of held.values()) total += bytes;
    for (const [key, { bytes }] of held) {
      if (total <= mostBytes || held.size === 1) return;
      held.delete(key);
      total -= bytes;
    }
  }

  return {
    prepare,
    get: async (snapshotId, load) => {
      const known = held.get(snapshotId);
      const entry = known ?? { bars: fetch(snapshotId, load), bytes: 0 };
      held.delete(snapshotId);
      held.set(snapshotId, entry);
      try {
        const bars = await entry.bars;
        entry.bytes = bars.time.length * bytesPerBar;
        forgetOldest();
        return bars;
      } catch (error) {
        held.delete(snapshotId);
        throw error;
      }
    },
  };
}
