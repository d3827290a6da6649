// Imports a file of 5 million rows (or as many as are said): npx tsx --tsconfig test/tsconfig.json test/bench/import.bench.ts [rows]
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { importFile } from "@/server/data/import/import-file.ts";
import { inspectFile } from "@/server/data/import/inspect-file.ts";
import { createDatasetStore } from "@/server/data/store/dataset-store.ts";
import { folderStore } from "@/server/data/store/folder-store.ts";

const rows = Number(process.argv[2] ?? 5_000_000);
const folder = mkdtempSync(path.join(tmpdir(), "quantloom-bench-import-"));
try {
  const file = path.join(folder, "bars.csv");
  writeRows(file);
  const store = createDatasetStore(folderStore(path.join(folder, "store")), folder);
  const { layout, timeframe } = await inspectFile(file, "bars.csv");
  const plain = {
    name: "Bench",
    symbol: "BENCH",
    zone: "UTC",
    calendar: "always",
    currency: "USD",
    tickSize: 0.01,
    lotSize: 1,
    multiplier: 1,
    settles: "trade",
  } as const;
  const rules = { adjustment: "raw", badRows: "refuse", duplicates: "refuse", priceScale: 1 } as const;
  const settings = { ...plain, ...rules, timeframe: timeframe ?? "1m", layout };
  let peak = 0;
  let reports = 0;
  const before = process.cpuUsage();
  const start = performance.now();
  const outcome = await importFile({ file, settings, store, source: "bench" }, () => {
    reports += 1;
    peak = Math.max(peak, process.memoryUsage().rss);
    return "continue";
  });
  const seconds = (performance.now() - start) / 1_000;
  const cpu = process.cpuUsage(before);
  if (outcome.status !== "done") throw new Error(`expected bars, the import ended ${outcome.status}`);
  const { snapshotId, parts } = outcome.imported;
  const fresh = createDatasetStore(folderStore(path.join(folder, "store")), folder);
  const again = performance.now();
  await fresh.load(snapshotId, parts);
  const fromColumnFile = performance.now() - again;
  const third = performance.now();
  await fresh.load(snapshotId, parts);
  const report = {
    rows,
    megabytes: Math.round(statSync(file).size / 1_048_576),
    seconds: Number(seconds.toFixed(2)),
    cpuSeconds: Number(((cpu.user + cpu.system) / 1e6).toFixed(2)),
    peakMemoryMegabytes: Math.round(peak / 1_048_576),
    progressReports: reports,
    columnFileMilliseconds: Number(fromColumnFile.toFixed(1)),
    memoryMilliseconds: Number((performance.now() - third).toFixed(3)),
    loadAverage: loadavg()[0],
  };
  process.stdout.write(`${JSON.stringify(report)}\n`);
} finally {
  rmSync(folder, { recursive: true });
}

/** Minutes from 2015 on, as a feed would write them. */
function writeRows(file: string): void {
  const handle = openSync(file, "w");
  writeSync(handle, "timestamp,open,high,low,close,volume\n");
  const start = Date.UTC(2015, 0, 1);
  let lines: string[] = [];
  for (let i = 0; i < rows; i++) {
    const price = 100 + ((i * 7_919) % 5_000) / 100;
    const time = new Date(start + i * 60_000).toISOString().slice(0, 19).replace("T", " ");
    lines.push(
      `${time},${price.toFixed(2)},${(price + 0.25).toFixed(2)},${(price - 0.25).toFixed(2)},${(price + 0.1).toFixed(2)},${(i % 900) + 1}`,
    );
    if (lines.length === 50_000 || i === rows - 1) {
      writeSync(handle, `${lines.join("\n")}\n`);
      lines = [];
    }
  }
  closeSync(handle);
}
