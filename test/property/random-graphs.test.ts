import { describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { Program } from "@/graph-runtime/compiler/program.ts";
import { HOUR } from "@/graph-runtime/core/time.ts";
import { shareInstrument } from "@/graph-runtime/market/instrument.ts";
import { createRegistry } from "@/graph-runtime/nodes/create-registry.ts";
import type { NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { type Registry, registry } from "@/graph-runtime/nodes/registry.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { futureChangesPast, laterStartDiffers } from "@/graph-runtime/testkit/graph-properties.ts";
import { seededNumbers } from "@/graph-runtime/testkit/node-series.ts";
import { isComputing, randomGraph } from "@/graph-runtime/testkit/random-graph.ts";
import { syntheticBars } from "@/graph-runtime/testkit/synthetic-bars.ts";
import { plantedKinds, soundKind } from "../conformance/planted-kinds.ts";

const GRAPHS = 32;
const NODES = 14;
const BARS = 3_000;

const computing = registry.all().filter(isComputing);
/** What these were fed before is forgotten for prices, and not for any number. */
const fadesForPricesOnly = [
  // its pull is the fourth power of price over average
  "indicator.mcginley",
  // the phase of a series that is nothing but 0 turns on from wherever it began, as in TA-Lib
  "indicator.hilbert-sine",
  "indicator.hilbert-trend",
];

type Drawn = { readonly program: Program; readonly lanes: readonly LaneData[]; readonly next: () => number };

/** Hourly strategies with bars of four hours and of days, on one instrument or on two. */
function draw(seed: number, kinds: readonly NodeDefinition[], known: Registry = registry): Drawn {
  const next = seededNumbers(seed * 7_919);
  const universe = ["A", "B"].slice(0, 1 + (seed % 2));
  const document = randomGraph({ kinds, next, base: "1h", longer: ["4h", "1d"], nodes: NODES, universe });
  const { program, diagnostics } = compile(document, { keep: "all", registry: known });
  if (!program) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  const lanes = universe.map((symbol, lane) => {
    const bars = syntheticBars({ seed: seed + lane, length: BARS, step: HOUR, start: 9 * HOUR });
    return { instrument: shareInstrument(symbol), bars };
  });
  return { program, lanes, next };
}

const truncated = ({ program, lanes, next }: Drawn): string | null =>
  futureChangesPast({ program, lanes, blockSize: 1 + Math.floor(next() * 60) }, 900 + Math.floor(next() * 2_000));
const startedLater = ({ program, lanes, next }: Drawn) =>
  laterStartDiffers({ program, lanes, blockSize: 1 + Math.floor(next() * 60) }, 50 + Math.floor(next() * 200));

const seeds = Array.from({ length: GRAPHS }, (_, index) => index + 1);

test.each(seeds)("random graph %i: the future never changes the past, in blocks of any size", (seed) => {
  expect(truncated(draw(seed, computing))).toBeNull();
});

test("random graphs started later agree to 1e-9 once they are warm and have settled", () => {
  const kinds = computing.filter(({ kind }) => !fadesForPricesOnly.includes(kind));
  let compared = 0;
  for (const seed of seeds) {
    const found = startedLater(draw(seed, kinds));
    expect(found.problem, `graph ${seed}`).toBeNull();
    compared += found.compared;
  }
  // most nodes are held to it
  expect(compared).toBeGreaterThan((GRAPHS * NODES) / 2);
});

/** "Last closed value" with a look into the bar that is still open, where the block holds its end. */
const looksIntoOpenBar: NodeDefinition = {
  ...registry.get("market.last-closed")!,
  compile: ({ inputs, outputs, closed }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) outputs["value"]![i] = inputs["source"]![closed[i]!] ?? Number.NaN;
    };
  },
};

describe("a planted bug is caught in random graphs:", () => {
  const planted = (bug: string): NodeDefinition => plantedKinds.find((each) => each.bug === bug)!.definition;
  const average = registry.get("indicator.sma")!;

  /** Draws graphs that hold the kind until one of them shows it. */
  function isCaught(definition: NodeDefinition, shows: (drawn: Drawn) => boolean): boolean {
    const known = createRegistry([...registry.all().filter(({ kind }) => kind !== definition.kind), definition]);
    const kinds = isComputing(definition) ? [definition, average] : [average];
    return seeds.slice(0, 6).some((seed) => shows(draw(seed, kinds, known)));
  }

  test.each([
    ["a look at the next bar", planted("a look at the next bar")],
    ["dependence on the block's start", planted("dependence on the block's start")],
    ["a longer bar seen before it has closed", looksIntoOpenBar],
  ])("%s", (_, definition) => {
    expect(isCaught(definition, (drawn) => truncated(drawn) !== null)).toBe(true);
  });

  test.each([
    ["a settle that is too short", planted("a settle that is too short")],
    ["a warm-up that is too short", { ...average, warmup: () => 3 }],
  ])("%s", (_, definition) => {
    expect(isCaught(definition, (drawn) => startedLater(drawn).problem !== null)).toBe(true);
  });

  test("and what is sound passes", () => {
    expect(isCaught(soundKind, (drawn) => truncated(drawn) !== null || startedLater(drawn).problem !== null)).toBe(
      false,
    );
  });
});
