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
};

export function createHotCache(folder: string): HotCache {
  const held = new Map<string, { readonly bars: Promise<BarColumns>; bytes: number }>();

  async function fetch(snapshotId: string, load: () => Promise<BarColumns>): Promise<BarColumns> {
    const file = path.join(folder, `${snapshotId}.columns`);
    const cached = await readColumnFile(file);
    if (cached !== null) return cached;
    await writeColumnFile(file, await load()).catch((error: unknown) => {
      // A full disk costs speed here, not the result.
      log().warn({ err: error, snapshotId }, "column file not written");
    });
    return (await readColumnFile(file)) ?? load();
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
