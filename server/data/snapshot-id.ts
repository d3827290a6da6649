import { createHash } from "node:crypto";
import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";
import type { CorporateAction } from "@/graph-runtime/market/corporate-action.ts";

const headerBytes = 8;

/** Returns the identity of bars, and of what happened to the shares beside them: a sha-256 in hexadecimal. */
export function snapshotId(bars: BarColumns, actions: readonly CorporateAction[] = []): string {
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
  const rows = actions.map((action) =>
    action.kind === "split"
      ? [action.kind, action.time, action.ratio]
      : [action.kind, action.time, action.amount, action.payTime ?? null],
  );
  return createHash("sha256").update(ofBars).update(JSON.stringify(rows)).digest("hex");
}
