import { createHash } from "node:crypto";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import { encodeBarColumns } from "./bar-columns-binary.ts";

/** Returns the identity of bars: the sha-256 of their binary form, in hexadecimal. */
export function snapshotId(bars: BarColumns): string {
  return createHash("sha256").update(encodeBarColumns(bars)).digest("hex");
}
