import { duckdb, sqlText } from "../store/duckdb.ts";
import { type Detection, detectColumns } from "./detect-layout.ts";
import type { ImportSettings } from "./import-settings.ts";
import { parseTime } from "./parse-time.ts";
import { instantReader, scaled, type Watch } from "./read-csv-file.ts";
import { RowGate } from "./row-gate.ts";

const previewRows = 200;
/** Types that are instants already; DuckDB gives them as milliseconds when asked. */
const instants = /^(TIMESTAMP|DATE)/;

type Column = { readonly name: string; readonly type: string };

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Every cell as text, instants in ISO: what a preview shows, and the detection of columns reads. */
export async function detectParquet(file: string): Promise<Detection> {
  const columns = await columnsOf(file);
  const cells = columns.map(({ name, type }) =>
    instants.test(type) ? `strftime(${quoted(name)}, '%Y-%m-%d %H:%M:%S')` : `${quoted(name)}::varchar`,
  );
  const connection = await duckdb();
  const result = await connection.runAndReadAll(
    `select ${cells.join(", ")} from read_parquet(${sqlText(file)}) limit ${previewRows}`,
  );
  const data = result.getRows().map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
  return detectColumns({
    kind: "parquet",
    delimiter: ",",
    skipLines: 0,
    header: columns.map(({ name }) => name),
    data,
  });
}

/** Reads a Parquet file; null when the watch asked for an end. Its rows are numbered from 1. */
export async function readParquetFile(file: string, settings: ImportSettings, watch: Watch): Promise<RowGate | null> {
  const { layout, priceScale } = settings;
  const columns = await columnsOf(file);
  const at = (index: number): Column => columns[index] ?? { name: "", type: "" };
  const timeColumn = at(layout.time);
  const isInstant = instants.test(timeColumn.type);
  const time = isInstant
    ? `epoch_ms(${quoted(timeColumn.name)}::timestamp)::double`
    : `${quoted(timeColumn.name)}::varchar`;
  const clock = layout.clock === null ? "null" : `${quoted(at(layout.clock).name)}::varchar`;
  const number = (index: number | null): string =>
    index === null ? "0::double" : `try_cast(${quoted(at(index).name)} as double)`;
  const list = [layout.open, layout.high, layout.low, layout.close, layout.volume].map(number);
  const connection = await duckdb();
  const counted = await connection.runAndReadAll(`select count(*)::integer from read_parquet(${sqlText(file)})`);
  const total = Math.max(1, Number(counted.getRows()[0]?.[0] ?? 0));
  const result = await connection.stream(
    `select ${time}, ${clock}, ${list.join(", ")} from read_parquet(${sqlText(file)})`,
  );
  const gate = new RowGate();
  const toInstant = instantReader(settings);
  const hasOffset = timeColumn.type.includes("WITH TIME ZONE");
  let line = 0;
  for (;;) {
    const chunk = await result.fetchChunk();
    if (!chunk || chunk.rowCount === 0) return gate;
    const times = chunk.getColumnValues(0);
    const clocks = layout.clock === null ? null : chunk.getColumnValues(1);
    const prices = [2, 3, 4, 5, 6].map((column) => chunk.getColumnValues(column));
    for (let i = 0; i < chunk.rowCount; i++) {
      const value = (column: number): number => {
        const cell = prices[column]![i];
        return typeof cell === "number" ? cell : Number.NaN;
      };
      const scale = (column: number): number => (priceScale === 1 ? value(column) : scaled(value(column), priceScale));
      const cell = times[i];
      const written =
        typeof cell === "number"
          ? { time: cell, hasOffset }
          : parseTime(String(cell ?? ""), clocks === null ? null : String(clocks[i] ?? ""), layout.timeFormat);
      gate.take(++line, toInstant(written.time, written.hasOffset), scale(0), scale(1), scale(2), scale(3), value(4));
    }
    if (watch(line / total, gate.good) === "cancel") return null;
  }
}

async function columnsOf(file: string): Promise<Column[]> {
  const connection = await duckdb();
  const result = await connection.runAndReadAll(`describe select * from read_parquet(${sqlText(file)})`);
  return result.getRows().map(([name, type]) => ({ name: String(name), type: String(type) }));
}
