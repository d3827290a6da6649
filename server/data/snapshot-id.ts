import { createHash } from "node:crypto";
import { assertNever } from "@/graph-runtime/core/assert-never.ts";
import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";

const headerBytes = 8;

/** Returns the identity of bars, and of what happened to the instrument beside them: a sha-256 in hexadecimal. */
export function snapshotId(bars: BarColumns, actions: readonly InstrumentEvent[] = []): string {
  const hash = createHash("sha256");
  // the same bytes as their binary form (bar-columns-binary.ts), without a copy of them
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(bars.time.length);
  hash.update(header);
  for (const field of BAR_FIELDS) {
    const { buffer, byteOffset, byteLength } = bars[field];
    hash.update(new Uint8Array(buffer, byteOffset, byteLength));
  }
  const ofBars = hash.digest("hex");
  if (actions.length === 0) return ofBars;
  const rows = actions.map(rowOf);
  return createHash("sha256").update(ofBars).update(JSON.stringify(rows)).digest("hex");
}

function rowOf(event: InstrumentEvent): readonly (string | number | null)[] {
  const { kind, time } = event;
  switch (kind) {
    case "split":
      return [kind, time, event.ratio];
    case "dividend":
      return [kind, time, event.amount, event.payTime ?? null];
    case "rename":
      return [kind, time, event.symbol];
    case "delist":
      return [kind, time, event.price ?? null];
    case "funding":
      return [kind, time, event.rate, event.price ?? null];
    case "roll":
      return [kind, time, event.symbol, event.closePrice, event.openPrice];
    default:
      return assertNever(kind);
  }
}
