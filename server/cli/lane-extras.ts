import { z } from "zod";
import type { BarColumns } from "@/graph-runtime/market/bars.ts";
import type { ConversionRates } from "@/graph-runtime/market/conversion-rates.ts";
import type { InstrumentEvent } from "@/graph-runtime/market/instrument-event.ts";
import { readBarsCsv } from "@/graph-runtime/market/read-csv.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { readActions } from "../data/import/read-actions.ts";
import { UsageError } from "./command.ts";
import { readText } from "./load-graph.ts";
import type { Parsed } from "./parse-options.ts";

/** Options that say what happens to an instrument besides its bars, for one symbol or, without a name, for the only one. */
export const EXTRA_OPTIONS = {
  events: { type: "string", multiple: true },
  rates: { type: "string", multiple: true },
  finer: { type: "string", multiple: true },
  expiry: { type: "string", multiple: true },
  settles: { type: "string", multiple: true },
} as const;

export const EXTRA_USAGE =
  "[--events [SYMBOL=]actions.csv|events.json] [--rates [SYMBOL=]rates.csv] [--finer [SYMBOL=]bars.csv] [--expiry [SYMBOL=]2024-12-20T21:00Z] [--settles [SYMBOL=]trade|daily]";

const Instant = z.union([
  z.number(),
  z.string().transform((text, context) => {
    const time = Date.parse(text);
    if (Number.isNaN(time)) context.addIssue(`expected a date such as 2024-12-20, found "${text}"`);
    return time;
  }),
]);
const price = z.number().positive();
const Events = z.array(
  z.discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("split"), time: Instant, ratio: price }),
    z.strictObject({ kind: z.literal("dividend"), time: Instant, payTime: Instant.optional(), amount: price }),
    z.strictObject({ kind: z.literal("rename"), time: Instant, symbol: z.string().min(1) }),
    z.strictObject({ kind: z.literal("delist"), time: Instant, price: price.optional() }),
    z.strictObject({ kind: z.literal("funding"), time: Instant, rate: z.number(), price: price.optional() }),
    z.strictObject({
      kind: z.literal("roll"),
      time: Instant,
      symbol: z.string().min(1),
      closePrice: price,
      openPrice: price,
    }),
  ]),
);

/** Gives each lane its events, rates, finer bars and terms of the contract. A name that no lane has is a usage error. */
export async function withExtras(lanes: readonly LaneData[], options: Parsed): Promise<LaneData[]> {
  const extended = [...lanes];
  const each = async (option: keyof typeof EXTRA_OPTIONS, change: (lane: LaneData, value: string) => unknown) => {
    for (const text of options.list(option)) {
      const at = text.indexOf("=");
      const symbol = at > 0 ? text.slice(0, at) : extended.length === 1 ? extended[0]!.instrument.symbol : "";
      const index = extended.findIndex(({ instrument }) => instrument.symbol === symbol);
      if (index < 0) {
        const known = extended.map(({ instrument }) => instrument.symbol).join(", ");
        throw new UsageError(`--${option} takes SYMBOL=value with one of ${known}, found "${text}"`);
      }
      const changes = await change(extended[index]!, text.slice(at + 1));
      extended[index] = Object.assign({ ...extended[index]! }, changes);
    }
  };
  await each("events", async (_, file) => ({ actions: await readEvents(file) }));
  await each("rates", async (_, file) => ({ conversion: await readRates(file) }));
  await each("finer", async (_, file) => ({ finer: await readFiner(file) }));
  await each("expiry", ({ instrument }, text) => ({
    instrument: { ...instrument, expiry: instantOf("expiry", text) },
  }));
  await each("settles", ({ instrument }, text) => {
    if (text !== "trade" && text !== "daily") throw new UsageError(`--settles takes trade or daily, found "${text}"`);
    return { instrument: { ...instrument, settles: text } };
  });
  return extended;
}

/** JSON as the engine takes it, with dates in words, or the rows of a corporate actions file. */
async function readEvents(file: string): Promise<InstrumentEvent[]> {
  const text = await readText(file);
  if (!text.trimStart().startsWith("[")) return readActions(text);
  const read = Events.safeParse(parseJson(file, text));
  if (!read.success) throw new UsageError(`${file} is no list of events: ${z.prettifyError(read.error)}`);
  return read.data
    .map((event) => Object.fromEntries(Object.entries(event).filter(([, value]) => value !== undefined)))
    .map((event) => event as InstrumentEvent)
    .sort((a, b) => a.time - b.time);
}

function parseJson(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UsageError(`${file} is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Rows of `date,rate`, each holding from its date on; a header may stand above them. */
async function readRates(file: string): Promise<ConversionRates> {
  const rows = (await readText(file))
    .split(/\r?\n/)
    .map((line, index) => ({ line: index + 1, cells: line.split(",").map((cell) => cell.trim()) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ""));
  const data = rows.filter(({ cells }, index) => index > 0 || Number.isFinite(Number(cells[1])));
  const time = data.map(({ cells, line }) => instantOf(`rates: ${file}, line ${line}`, cells[0] ?? ""));
  const rate = data.map(({ cells }) => Number(cells[1]));
  if (data.length === 0) throw new UsageError(`--rates: ${file} has no rows, expected date,rate`);
  data.forEach(({ line }, row) => {
    if (!(rate[row]! > 0)) throw new UsageError(`--rates: ${file}, line ${line}: expected a rate above zero`);
    if (row > 0 && time[row]! <= time[row - 1]!)
      throw new UsageError(`--rates: ${file}, line ${line}: expected a later date than in the line before`);
  });
  return { time: Float64Array.from(time), rate: Float64Array.from(rate) };
}

async function readFiner(file: string): Promise<BarColumns> {
  const { bars, diagnostics } = readBarsCsv(await readText(file));
  if (diagnostics.length === 0) return bars;
  const problems = diagnostics.slice(0, 5).map(({ message }) => message);
  throw new UsageError(`--finer: ${file}: ${problems.join("; ")}`);
}

function instantOf(option: string, text: string): number {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new UsageError(`--${option}: expected a date such as 2024-12-20, found "${text}"`);
  return time;
}
