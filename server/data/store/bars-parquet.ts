import type { DuckDBVector } from "@duckdb/node-api";
import { BAR_FIELDS, type BarColumns } from "@/graph-runtime/market/bars.ts";
import { duckdb, duckdbApi, sqlText } from "./duckdb.ts";
import { sharedBars } from "./shared-bars.ts";

const chunkRows = 2_048;
const wordValues = 4_294_967_296;
let tables = 0;

/** Writes bars as a Parquet file: time as 64-bit epoch milliseconds, sorted, and five columns of doubles. */
export async function writeBarsParquet(file: string, bars: BarColumns): Promise<void> {
  const { BIGINT, DOUBLE, DuckDBDataChunk } = await duckdbApi();
  const connection = await duckdb();
  const table = `bars_${++tables}`;
  await connection.run(
    `create table ${table} (time bigint, open double, high double, low double, close double, volume double)`,
  );
  try {
    const appender = await connection.createAppender(table);
    const chunk = DuckDBDataChunk.create([BIGINT, DOUBLE, DOUBLE, DOUBLE, DOUBLE, DOUBLE], chunkRows);
    for (let from = 0; from < bars.time.length; from += chunkRows) {
      const to = Math.min(from + chunkRows, bars.time.length);
      chunk.rowCount = to - from;
      for (const [rank, field] of BAR_FIELDS.entries())
        fillVector(chunk.getColumnVector(rank), bars[field].subarray(from, to));
      appender.appendDataChunk(chunk);
    }
    appender.flushSync();
    appender.closeSync();
    await connection.run(`copy ${table} to ${sqlText(file)} (format parquet, compression zstd, row_group_size 100000)`);
  } finally {
    await connection.run(`drop table ${table}`);
  }
}

function fillVector(vector: DuckDBVector, values: Float64Array): void {
  const { items } = vector as unknown as { readonly items: Float64Array | BigInt64Array };
  if (items instanceof Float64Array) items.set(values);
  else {
    const words = new Int32Array(items.buffer, items.byteOffset, items.length * 2);
    for (let i = 0; i < values.length; i++) {
      words[2 * i] = values[i]! % wordValues;
      words[2 * i + 1] = Math.floor(values[i]! / wordValues);
    }
  }
  vector.flush();
}

/** Reads bars from Parquet files whose times follow one another, into memory that threads share. */
export async function readBarsParquet(files: readonly string[]): Promise<BarColumns> {
  const connection = await duckdb();
  const list = `[${files.map(sqlText).join(", ")}]`;
  const counted = await connection.runAndReadAll(`select count(*)::integer from read_parquet(${list})`);
  const bars = sharedBars(Number(counted.getRows()[0]?.[0] ?? 0));
  const result = await connection.stream(
    `select time::double, open, high, low, close, volume from read_parquet(${list}) order by time`,
  );
  let at = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return bars;
    for (const [rank, field] of BAR_FIELDS.entries()) {
      const { items } = chunk.getColumnVector(rank) as unknown as { readonly items: Float64Array };
      bars[field].set(items.subarray(0, chunk.rowCount), at);
    }
    at += chunk.rowCount;
  }
}
