// Cost of the commonest kinds in nanoseconds per bar, in blocks of 4,096 and bar by bar: npx tsx test/bench/kernels.bench.ts

import { loadavg } from "node:os";
import { pathToFileURL } from "node:url";
import { HOUR } from "@/graph-runtime/core/time.ts";
import { BAR_FIELDS } from "@/graph-runtime/market/bars.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { ACCOUNT_FIELDS, type Kernel, type NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { genericSeries } from "@/graph-runtime/testkit/node-series.ts";
import { COMMON_KINDS } from "./common-kinds.ts";

const BLOCK = 4_096;
const BARS = 1_000_000;
const ROUNDS = 5;

type Columns = Record<string, Float64Array>;

function columns(names: readonly string[], make: (name: string) => Float64Array): Columns {
  return Object.fromEntries(names.map((name) => [name, make(name)]));
}

/** Builds the kernel over one block of ordinary values; required inputs are wired. */
function build(definition: NodeDefinition): Kernel {
  const params = definition.params.parse({});
  const series = genericSeries(definition, BLOCK);
  const blank = (): Float64Array => new Float64Array(BLOCK).fill(Number.NaN);
  const isWired = (name: string): boolean => !definition.inputs[name]!.optional || name === "b";
  return definition.compile!({
    params,
    inputs: columns(Object.keys(definition.inputs), (name) => (isWired(name) ? series[name]! : blank())),
    outputs: columns(Object.keys(definition.outputs), blank),
    connected: Object.fromEntries(Object.keys(definition.inputs).map((name) => [name, isWired(name)])),
    state: Object.fromEntries(
      Object.entries(definition.state?.(params) ?? {}).map(([name, cells]) => [name, new Float64Array(cells)]),
    ) as never,
    market: columns(BAR_FIELDS, (name) => series[name]!) as never,
    account: columns(ACCOUNT_FIELDS, blank) as never,
    instrument: shareInstrument("TEST"),
    barLength: HOUR,
    closed: Float64Array.from({ length: BLOCK }, (_, i) => i + 1),
    emit: () => true,
    report: () => undefined,
  });
}

function best(work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < ROUNDS; round++) {
    // time on the processor, which other programs of a busy machine do not lengthen
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, user + system);
  }
  return (least * 1e3) / BARS;
}

export type KernelCost = { readonly kind: string; readonly blockNanoseconds: number; readonly barNanoseconds: number };

/** Measures each of the commonest kinds; all of them are warm before the first is timed, as in a real graph. */
export function measureKernels(): KernelCost[] {
  const kernels = COMMON_KINDS.map((kind) => ({ kind, kernel: build(registry.get(kind)!) }));
  const inBlocks = (kernel: Kernel): void => {
    for (let done = 0; done < BARS; done += BLOCK) kernel(0, Math.min(BLOCK, BARS - done));
  };
  const barByBar = (kernel: Kernel): void => {
    const step = kernel.bar ?? kernel;
    for (let done = 0; done < BARS; done++) {
      const at = done & (BLOCK - 1);
      step(at, at + 1);
    }
  };
  for (const { kernel } of kernels) {
    inBlocks(kernel);
    barByBar(kernel);
  }
  return kernels.map(({ kind, kernel }) => ({
    kind,
    blockNanoseconds: best(() => inBlocks(kernel)),
    barNanoseconds: best(() => barByBar(kernel)),
  }));
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const costs = measureKernels();
  const mean = (pick: (cost: KernelCost) => number): number =>
    costs.reduce((sum, cost) => sum + pick(cost), 0) / costs.length;
  const block = mean((cost) => cost.blockNanoseconds);
  const bar = mean((cost) => cost.barNanoseconds);
  const lines = costs.map(
    (cost) =>
      `${cost.kind.padEnd(24)}${cost.blockNanoseconds.toFixed(1).padStart(8)}${cost.barNanoseconds.toFixed(1).padStart(8)}`,
  );
  const head = `${"ns per node and bar".padEnd(24)}${"4096".padStart(8)}${"1".padStart(8)}`;
  const foot = `${"mean".padEnd(24)}${block.toFixed(1).padStart(8)}${bar.toFixed(1).padStart(8)}`;
  process.stdout.write(`${[head, ...lines, foot].join("\n")}\nload ${loadavg()[0]!.toFixed(1)}\n`);
}
