import { open } from "node:fs/promises";
import { z } from "zod";
import { DAY } from "@/graph-runtime/core/time.ts";
import { Timeframe, timeframeMilliseconds } from "@/graph-runtime/market/timeframe.ts";
import { AppError } from "../../errors/app-error.ts";
import { type Detection, detectCsv } from "./detect-layout.ts";
import { FileLayout } from "./import-settings.ts";
import { detectParquet } from "./read-parquet-file.ts";

/** What the wizard shows of a file before anything is imported. */
export const Inspection = z.object({
  layout: FileLayout,
  columns: z.array(z.string()),
  preview: z.array(z.array(z.string())),
  unsure: z.array(z.string()),
  timeframe: Timeframe.nullable(),
  priceScale: z.number(),
  symbol: z.string(),
});
export type Inspection = z.infer<typeof Inspection>;

const headBytes = 128 * 1024;

/** Looks at the beginning of a file; throws where it is neither CSV nor Parquet. */
export async function inspectFile(file: string, fileName: string): Promise<Inspection> {
  const handle = await open(file, "r");
  const head = Buffer.alloc(headBytes);
  const { bytesRead } = await handle.read(head, 0, headBytes, 0).finally(() => handle.close());
  if (bytesRead === 0) throw refusal("The file is empty. Choose one with a row for each bar.");
  const bytes = head.subarray(0, bytesRead);
  const detection =
    bytes.toString("latin1", 0, 4) === "PAR1" ? await readableParquet(file) : detectCsv(textLines(bytes));
  const { layout, columns, preview, unsure, spacing, priceScale } = detection;
  if (preview.length === 0)
    throw refusal("The file has no row with four numbers in it. Choose one with a time and four prices in each row.");
  return {
    layout,
    columns: [...columns],
    preview: preview.map((row) => [...row]),
    unsure: [...unsure],
    timeframe: timeframeOf(spacing),
    priceScale,
    symbol: symbolOf(fileName),
  };
}

async function readableParquet(file: string): Promise<Detection> {
  try {
    return await detectParquet(file);
  } catch (error) {
    throw refusal("The file begins like Parquet and cannot be read: it may have been cut off. Fetch it again.", error);
  }
}

function textLines(bytes: Buffer): string[] {
  const magic = bytes.toString("latin1", 0, 2);
  if (magic === "PK" || magic === "\u001f\u008b")
    throw refusal("The file is compressed. Unpack it and choose the CSV or Parquet inside.");
  if (magic === "\u00ff\u00fe" || magic === "\u00fe\u00ff")
    throw refusal("The file is UTF-16. Save it as UTF-8 and try again.");
  if (bytes.includes(0)) throw refusal("The file is neither CSV nor Parquet.");
  const lines = bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/);
  // the last line may be cut
  if (bytes.length === headBytes) lines.pop();
  return lines;
}

function refusal(message: string, cause?: unknown): AppError {
  return new AppError("invalid-input", { message }, { cause });
}

/** The timeframe whose bars stand that far apart; days and weeks vary. */
function timeframeOf(spacing: number | null): Timeframe | null {
  if (spacing === null) return null;
  if (spacing >= DAY && spacing < 5 * DAY) return "1d";
  return Timeframe.options.find((timeframe) => timeframeMilliseconds(timeframe) === spacing) ?? null;
}

function symbolOf(fileName: string): string {
  const base = fileName.split(/[\\/]/).at(-1) ?? "";
  const word = base.replace(/\.(csv|txt|parquet)$/i, "").split(/[^A-Za-z0-9.&-]+/)[0] ?? "";
  return word.toUpperCase().slice(0, 40) || "SYMBOL";
}
