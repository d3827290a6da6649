import { readFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { ImportSettings } from "../../data/import/import-settings.ts";
import { ImportDto } from "../../features/imports/dto.ts";
import { type Command, type CommandOutcome, UsageError } from "../command.ts";
import { type Parsed, parseOptions } from "../parse-options.ts";
import { SERVER_OPTIONS, SERVER_USAGE, type ServerAccess, serverOf } from "../server-access.ts";

const pollMilliseconds = 250;
const SETTINGS = {
  name: { type: "string" },
  symbol: { type: "string" },
  timeframe: { type: "string" },
  zone: { type: "string" },
  calendar: { type: "string" },
  currency: { type: "string" },
  "tick-size": { type: "string" },
  "lot-size": { type: "string" },
  multiplier: { type: "string" },
  settles: { type: "string" },
  "last-trading-day": { type: "string" },
  "final-price": { type: "string" },
  "price-scale": { type: "string" },
  adjustment: { type: "string" },
  duplicates: { type: "string" },
  "skip-bad-rows": { type: "boolean" },
  dataset: { type: "string" },
} as const;

export const importCommand: Command = {
  name: "import",
  usage: `import <file.csv | file.parquet | https://...> ${SERVER_USAGE} [--symbol ABC] [--name text] [--timeframe 1m] [--zone America/New_York] [--calendar us-equity] [--currency USD] [--tick-size n] [--lot-size n] [--multiplier n] [--settles trade|daily] [--last-trading-day 2024-12-20] [--final-price n] [--price-scale n] [--adjustment raw|adjusted|unknown] [--duplicates refuse|keep-first|keep-last] [--skip-bad-rows] [--dataset id] [--json]`,
  summary:
    "bring a file of bars into a running Quantloom; what is not said is found in the file. --dataset adds a version to one that is there",
  run: async (parameters) => {
    const options = parseOptions(
      parameters,
      { ...SERVER_OPTIONS, ...SETTINGS, json: { type: "boolean" } },
      "a CSV or Parquet file or an address",
    );
    const server = serverOf(options);
    if (server === null)
      throw new UsageError(`expected ${SERVER_USAGE}: datasets belong to a team of a running Quantloom`);
    const id = await begin(server, options.file);
    const looked = await waitFor(server, id, ["looking"]);
    if (looked.status !== "ready") return outcomeOf(looked, options);
    const datasetId = options.text("dataset");
    const settings = settingsOf(looked, options);
    await server.post(`/imports/${id}/start`, { settings, ...(datasetId === undefined ? {} : { datasetId }) });
    const done = await waitFor(server, id, ["queued", "running"]);
    // kept out: the file is not to lie there waiting for a user who is a program
    if (done.status === "ready") await server.post(`/imports/${id}/cancel`, {});
    return outcomeOf(done, options);
  },
};

async function begin(server: ServerAccess, file: string): Promise<string> {
  if (/^https?:\/\//.test(file))
    return ImportDto.pick({ id: true }).parse(await server.post("/imports/from-url", { url: file })).id;
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new UsageError(`cannot read ${file}: ${error instanceof Error ? error.message : String(error)}`);
  });
  return server.upload(path.basename(file), new Uint8Array(bytes));
}

async function waitFor(server: ServerAccess, id: string, moving: readonly string[]): Promise<ImportDto> {
  for (;;) {
    const found = ImportDto.parse(await server.get(`/imports/${id}`));
    if (!moving.includes(found.status)) return found;
    await delay(pollMilliseconds);
  }
}

function settingsOf({ inspection, fileName }: ImportDto, options: Parsed): ImportSettings {
  if (inspection === null) throw new UsageError("the file was not looked at");
  const said = (name: keyof typeof SETTINGS): string | undefined => options.text(name);
  const number = (name: keyof typeof SETTINGS, fallback: number): number => Number(said(name) ?? fallback);
  if (inspection.unsure.length > 0)
    throw new UsageError(
      `the file's ${inspection.unsure.join(", ")} could not be found: name its columns date, open, high, low, close`,
    );
  const timeframe = said("timeframe") ?? inspection.timeframe;
  if (timeframe === null) throw new UsageError("the timeframe could not be found in the file: say --timeframe");
  const read = ImportSettings.safeParse({
    name: said("name") ?? path.parse(fileName).name,
    symbol: said("symbol") ?? inspection.symbol,
    timeframe,
    zone: said("zone") ?? "UTC",
    calendar: said("calendar") ?? "us-equity",
    currency: said("currency") ?? "USD",
    tickSize: number("tick-size", 0.01),
    lotSize: number("lot-size", 1),
    multiplier: number("multiplier", 1),
    settles: said("settles") ?? "trade",
    lastTradingDay: said("last-trading-day"),
    finalPrice: said("final-price") === undefined ? undefined : Number(said("final-price")),
    priceScale: number("price-scale", inspection.priceScale),
    adjustment: said("adjustment") ?? "unknown",
    badRows: options.flag("skip-bad-rows") ? "leave-out" : "refuse",
    duplicates: said("duplicates") ?? "refuse",
    layout: inspection.layout,
  });
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new UsageError(`these settings will not do (${problems.join("; ")})`);
}

function outcomeOf(done: ImportDto, options: Parsed): CommandOutcome {
  const { status, datasetId, error, quality } = done;
  const bad = quality?.rows.listed.slice(0, 20).map(({ line, reason }) => `line ${line}: ${reason}`) ?? [];
  const messages = error === null ? [] : [error.message, ...bad];
  const ok = status === "succeeded";
  const report = { status: ok ? status : "refused", datasetId, quality, error };
  const line = quality === null ? "" : `${datasetId ?? ""} ${quality.bars} bars, quality ${quality.grade}`;
  return { output: options.flag("json") ? JSON.stringify(report, null, 2) : ok ? line : "", messages, ok };
}
