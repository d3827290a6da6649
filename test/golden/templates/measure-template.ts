import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { ENGINE_VERSION } from "@/graph-runtime/core/version.ts";
import { type LaneData, runBacktest } from "@/graph-runtime/sim/run-backtest.ts";
import type { Template } from "@/graph-runtime/templates/template.ts";
import { loadDataset } from "@/server/data/dataset-registry.ts";

/** What a template does on the bundled histories; money in the template's currency. */
export type TemplateNumbers = {
  readonly semanticHash: string;
  readonly fingerprint: string;
  readonly fills: number;
  readonly finalEquity: number;
  readonly engineVersion: string;
};

export function programOf({ id, document }: Template): Program {
  const { program, diagnostics } = compile(document);
  if (!program) throw new Error(`${id} does not compile: ${diagnostics.map(({ message }) => message).join(" ")}`);
  return program;
}

/** Runs a program over the bundled histories of the instruments that it names, in its timeframe. */
export async function runOnDefault(program: Program, blockSize?: number) {
  const { universe, timeframe } = program.required;
  const bars = timeframe === "1d" ? "daily" : timeframe;
  const ids = universe.map((symbol) => `${symbol.toLowerCase()}-${bars}`);
  const lanes = await Promise.all(
    ids.map(async (id): Promise<LaneData> => {
      const dataset = await loadDataset(id);
      if (!dataset) throw new Error(`the bundled history ${id} is not there`);
      const { instrument, bars, actions } = dataset;
      return { instrument, bars, ...(actions ? { actions } : {}) };
    }),
  );
  return runBacktest({ program, lanes, ...(blockSize === undefined ? {} : { blockSize }) });
}

export async function measureTemplate(template: Template): Promise<TemplateNumbers> {
  const program = programOf(template);
  const { fingerprint, fills, equity } = await runOnDefault(program);
  return {
    semanticHash: program.semanticHash,
    fingerprint,
    fills: fills.length,
    finalEquity: equity.at(-1) ?? Number.NaN,
    engineVersion: ENGINE_VERSION,
  };
}
