import { z } from "zod";
import { builtInDatasets } from "../../data/dataset-registry.ts";
import { DatasetDto } from "../../features/datasets/dto.ts";
import type { Command } from "../command.ts";
import { parseOptions } from "../parse-options.ts";
import { SERVER_OPTIONS, SERVER_USAGE, serverOf } from "../server-access.ts";

const Line = DatasetDto.pick({
  id: true,
  name: true,
  symbol: true,
  timeframe: true,
  bars: true,
  from: true,
  to: true,
  synthetic: true,
  snapshotId: true,
  grade: true,
});

export const datasetsCommand: Command = {
  name: "datasets",
  usage: `datasets [${SERVER_USAGE}] [--json]`,
  summary: "the histories that come with Quantloom; with --server, all that the key's team can test on",
  run: async (parameters) => {
    const options = parseOptions(parameters, { ...SERVER_OPTIONS, json: { type: "boolean" } }, null);
    const server = serverOf(options);
    const lines = server === null ? builtIn() : z.array(Line).parse(await server.get("/datasets"));
    const output = options.flag("json")
      ? JSON.stringify(lines, null, 2)
      : lines
          .map(
            ({ id, timeframe, bars, from, to, grade, name }) =>
              `${id.padEnd(38)} ${timeframe.padEnd(4)} ${grade} ${String(bars).padStart(9)} ${from} ${to} ${name}`,
          )
          .join("\n");
    return { output, messages: [], ok: true };
  },
};

function builtIn(): z.infer<typeof Line>[] {
  return builtInDatasets().map(({ id, name, timeframe, instrument, synthetic, facts }) => ({
    id,
    name,
    symbol: instrument.symbol,
    timeframe,
    synthetic,
    ...facts,
  }));
}
