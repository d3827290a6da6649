import { isoDate } from "@/graph-runtime/core/time.ts";
import type { BuiltInFacts } from "@/server/data/built-in/facts.ts";
import { type BuiltIn, builtInQuality } from "@/server/data/dataset-registry.ts";
import { snapshotId } from "@/server/data/snapshot-id.ts";

/** Makes a history anew and returns what the catalogue is to say of it. */
export async function measureBuiltIn(entry: BuiltIn): Promise<BuiltInFacts> {
  const { bars, actions } = await entry.make();
  const remade = { ...entry, load: () => Promise.resolve({ ...entry, bars, snapshotId: "" }) };
  const { grade } = await builtInQuality(remade);
  return {
    bars: bars.time.length,
    from: isoDate(bars.time[0]!),
    to: isoDate(bars.time.at(-1)!),
    snapshotId: snapshotId(bars, actions),
    grade,
  };
}
