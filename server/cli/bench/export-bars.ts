import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BAR_FIELDS } from "@/graph-runtime/market/bars.ts";
import { w1Bars } from "./w1-sma-cross.ts";
import { w3Bars } from "./w3-grid.ts";

/** Writes the bars of workloads that other engines can run, one file of little-endian doubles for each column; returns the names. */
export function exportBars(folder: string): string[] {
  mkdirSync(folder, { recursive: true });
  const names: string[] = [];
  for (const [id, bars] of [["W1", w1Bars()] as const, ["W3", w3Bars()] as const]) {
    for (const field of BAR_FIELDS) {
      const { buffer, byteOffset, byteLength } = bars[field];
      const name = path.join(folder, `${id}.${field}.f64`);
      writeFileSync(name, new Uint8Array(buffer, byteOffset, byteLength));
      names.push(name);
    }
  }
  return names;
}
