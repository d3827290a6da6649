import { z } from "zod";
import { defineNode, type NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";

/** A kind with one bug, and the only promises that it may break. */
export type PlantedKind = { readonly bug: string; readonly definition: NodeDefinition; readonly caughtBy: RegExp };

const meta = {
  title: "Planted",
  family: "math",
  keywords: ["planted"],
  summary: "Sums the last two values, with a bug.",
} as const;
const common = {
  version: 1,
  meta,
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 1,
  explain: () => "Sum of two",
  examples: [{ title: "adds", inputs: { source: [1, 2] }, outputs: { value: [null, 3] } }],
} as const;

const sound = defineNode({
  ...common,
  kind: "planted.sound",
  state: () => ({ seen: 1, last: 1 }),
  compile: ({ inputs, outputs, state }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const x = inputs.source[i]!;
        outputs.value[i] = state.seen[0] === 1 ? x + state.last[0]! : Number.NaN;
        if (Number.isNaN(x)) continue;
        state.seen[0] = 1;
        state.last[0] = x;
      }
    };
  },
});

const closure = defineNode({
  ...common,
  kind: "planted.closure",
  compile: ({ inputs, outputs }) => {
    let last = Number.NaN;
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const x = inputs.source[i]!;
        outputs.value[i] = x + last;
        if (!Number.isNaN(x)) last = x;
      }
    };
  },
});

const lookAhead = defineNode({
  ...common,
  kind: "planted.look-ahead",
  warmup: () => 0,
  examples: [{ title: "adds", inputs: { source: [1, 2] }, outputs: { value: [3, 2] } }],
  compile: ({ inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) outputs.value[i] = inputs.source[i]! + (i + 1 < to ? inputs.source[i + 1]! : 0);
    };
  },
});

const blockStart = defineNode({
  ...common,
  kind: "planted.block-start",
  compile: ({ inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++)
        outputs.value[i] = i > from ? inputs.source[i]! + inputs.source[i - 1]! : Number.NaN;
    };
  },
});

const forgotten = defineNode({
  ...common,
  kind: "planted.forgotten",
  warmup: () => 0,
  examples: [{ title: "adds", inputs: { source: [1, 2] }, outputs: { value: [1, 2] } }],
  compile: ({ inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) if (inputs.source[i]! > 90) outputs.value[i] = inputs.source[i]!;
    };
  },
});

const infinite = defineNode({
  ...common,
  kind: "planted.infinite",
  warmup: () => 0,
  examples: [{ title: "inverts", inputs: { source: [1, 2] }, outputs: { value: [1, 0.5] } }],
  compile: ({ inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) outputs.value[i] = 1 / inputs.source[i]!;
    };
  },
});

const writesInput = defineNode({
  ...common,
  kind: "planted.writes-input",
  warmup: () => 0,
  examples: [{ title: "doubles", inputs: { source: [1, 2] }, outputs: { value: [2, 4] } }],
  compile: ({ inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        inputs.source[i]! *= 2;
        outputs.value[i] = inputs.source[i]!;
      }
    };
  },
});

const rememberUnknown = defineNode({
  ...common,
  kind: "planted.remembers-unknown",
  state: () => ({ seen: 1, last: 1 }),
  compile: ({ inputs, outputs, state }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        outputs.value[i] = state.seen[0] === 1 ? inputs.source[i]! + state.last[0]! : Number.NaN;
        state.seen[0] = 1;
        state.last[0] = inputs.source[i]!;
      }
    };
  },
});

const recursive = defineNode({
  ...common,
  kind: "planted.recursive",
  warmup: () => 0,
  settle: () => 5,
  examples: [{ title: "starts at zero", inputs: { source: [2] }, outputs: { value: [1] } }],
  state: () => ({ value: 1 }),
  compile: ({ inputs, outputs, state }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const x = inputs.source[i]!;
        if (!Number.isNaN(x)) state.value[0] = (state.value[0]! + x) / 2;
        outputs.value[i] = Number.isNaN(x) ? Number.NaN : state.value[0]!;
      }
    };
  },
});

const unknownAsFalse = defineNode({
  ...common,
  kind: "planted.unknown-as-false",
  warmup: () => 0,
  inputs: { a: { type: "boolean", label: "A" }, b: { type: "boolean", label: "B" } },
  outputs: { result: { type: "boolean", label: "True" } },
  examples: [{ title: "and", inputs: { a: [1, 0], b: [1, 1] }, outputs: { result: [1, 0] } }],
  compile: ({ inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) outputs.result[i] = inputs.a[i] === 1 && inputs.b[i] === 1 ? 1 : 0;
    };
  },
});

const crossMeta = { ...meta, family: "portfolio" } as const;
const crossed = {
  version: 1,
  meta: crossMeta,
  params: z.object({}),
  inputs: { source: { type: "number", label: "Source" } },
  outputs: { value: { type: "number", label: "Value" } },
  warmup: () => 0,
  explain: () => "Distance to the mean",
  examples: [{ title: "alone", inputs: { close: [1, 1], source: [1, 2] }, outputs: { value: [0, 0] } }],
} as const;

/** The mean of the known values of a bar; `at` says of which bar. */
function meanOf(columns: readonly Float64Array[], at: number): number {
  const known = columns.map((column) => column[at]!).filter((value) => !Number.isNaN(value));
  return known.reduce((sum, value) => sum + value, 0) / known.length;
}

const crossLookAhead = defineNode({
  ...crossed,
  kind: "planted.cross-look-ahead",
  cross: ({ lanes }) => {
    const columns = lanes.map(({ inputs }) => inputs.source);
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const mean = meanOf(columns, Math.min(i + 1, to - 1));
        for (const { inputs, outputs, close } of lanes) outputs.value[i] = inputs.source[i]! - mean + 0 * close[i]!;
      }
    };
  },
});

const crossAbsent = defineNode({
  ...crossed,
  kind: "planted.cross-absent",
  cross: ({ lanes }) => {
    const columns = lanes.map(({ inputs }) => inputs.source);
    return (from, to) => {
      for (let i = from; i < to; i++)
        for (const { outputs } of lanes) {
          const mean = meanOf(columns, i);
          outputs.value[i] = mean - mean;
        }
    };
  },
});

const crossFirst = defineNode({
  ...crossed,
  kind: "planted.cross-first",
  cross: ({ lanes }) => {
    const first = lanes[0]!.inputs.source;
    return (from, to) => {
      for (let i = from; i < to; i++)
        for (const { inputs, outputs, close } of lanes)
          outputs.value[i] = inputs.source[i]! - first[i]! + 0 * close[i]!;
    };
  },
});

const crossClosure = defineNode({
  ...crossed,
  kind: "planted.cross-closure",
  examples: [{ title: "alone", inputs: { close: [1, 1], source: [1, 2] }, outputs: { value: [1, 3] } }],
  cross: ({ lanes }) => {
    const sums = new Float64Array(lanes.length);
    return (from, to) => {
      for (let i = from; i < to; i++)
        lanes.forEach(({ inputs, outputs, close }, lane) => {
          const value = inputs.source[i]! + 0 * close[i]!;
          if (!Number.isNaN(value)) sums[lane]! += value;
          outputs.value[i] = Number.isNaN(value) ? value : sums[lane]!;
        });
    };
  },
});

const timeless = defineNode({
  ...common,
  kind: "planted.timeless",
  inputs: {},
  warmup: () => 0,
  examples: [{ title: "counts", inputs: { time: [1, 2] }, outputs: { value: [1, 2] } }],
  settle: () => Number.POSITIVE_INFINITY,
  state: () => ({ seen: 1 }),
  compile: ({ outputs, market: { time }, state: { seen } }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        seen[0]!++;
        outputs.value[i] = Number.isNaN(time[i]!) ? Number.NaN : seen[0]!;
      }
    };
  },
});

const times = (initial: number) =>
  z.object({ times: z.number().min(0).max(10).default(initial).meta({ label: "Times" }) });

/** Multiplies; a new node does so by 3, one of version 1 did by 2. */
const scaled = defineNode({
  ...common,
  kind: "planted.scaled",
  version: 2,
  params: times(3),
  warmup: () => 0,
  examples: [{ title: "three times", inputs: { source: [1, 2] }, outputs: { value: [3, 6] } }],
  compile: ({ params, inputs, outputs }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) outputs.value[i] = params.times * inputs.source[i]!;
    };
  },
});

const scaledBefore = {
  version: 1,
  change: "It doubled by default",
  params: times(2),
  examples: [{ title: "twice", inputs: { source: [1, 2] }, outputs: { value: [2, 4] } }],
} as const;

export const soundVersions: NodeDefinition = {
  ...scaled,
  earlier: [{ ...scaledBefore, upgrade: (params) => ({ times: 2, ...params }) }],
};

/** Limits a run; a new node closes positions as well, one of version 1 did not. */
const guardBefore = {
  version: 1,
  change: "It kept positions open",
  params: z.object({}),
  upgrade: () => ({}),
  examples: [{ title: "keeps", inputs: {}, outputs: {}, guard: { rule: "session-loss", percent: 3, flattens: false } }],
} as const;
const guard = defineNode({
  ...common,
  kind: "planted.guard",
  version: 2,
  inputs: {},
  outputs: {},
  warmup: () => 0,
  guard: () => ({ rule: "session-loss", percent: 3, flattens: true }),
  examples: [],
});

const withParams = (kind: string, params: z.ZodObject): NodeDefinition => ({ ...sound, kind, params });

export const soundKind: NodeDefinition = sound;

export const plantedKinds: readonly PlantedKind[] = [
  { bug: "state in a closure", definition: closure, caughtBy: /snapshot/ },
  { bug: "a warm-up that is too long", definition: { ...sound, warmup: () => 2 }, caughtBy: /warm-up is exact/ },
  { bug: "a warm-up that is too short", definition: { ...sound, warmup: () => 0 }, caughtBy: /warm-up is exact/ },
  { bug: "an output that is sometimes not written", definition: forgotten, caughtBy: /written/ },
  { bug: "an infinite output", definition: infinite, caughtBy: /written/ },
  { bug: "writing into an input", definition: writesInput, caughtBy: /written/ },
  { bug: "a look at the next bar", definition: lookAhead, caughtBy: /future|block/ },
  { bug: "dependence on the block's start", definition: blockStart, caughtBy: /block/ },
  { bug: "an unknown value kept in its state", definition: rememberUnknown, caughtBy: /skipped/ },
  { bug: "an unknown condition taken for false", definition: unknownAsFalse, caughtBy: /Kleene/ },
  { bug: "a bar without a time that is counted", definition: timeless, caughtBy: /without a time/ },
  { bug: "a look at the next bar of all lanes", definition: crossLookAhead, caughtBy: /across lanes, the future/ },
  { bug: "a value for an instrument that has no bar", definition: crossAbsent, caughtBy: /where there is no bar/ },
  {
    bug: "a first instrument that is more than the others",
    definition: crossFirst,
    caughtBy: /order of the instruments/,
  },
  { bug: "state of the lanes in a closure", definition: crossClosure, caughtBy: /across lanes, a snapshot/ },
  { bug: "a settle that is too short", definition: recursive, caughtBy: /later start/ },
  {
    bug: "a parameter without a default",
    definition: withParams("planted.no-default", z.object({ n: z.int().min(1).max(9).meta({ label: "N" }) })),
    caughtBy: /parameters/,
  },
  {
    bug: "a parameter without bounds",
    definition: withParams("planted.no-bounds", z.object({ n: z.number().default(1).meta({ label: "N" }) })),
    caughtBy: /parameters/,
  },
  {
    bug: "a percentage of nothing in particular",
    definition: withParams(
      "planted.percent",
      z.object({ share: z.number().min(0).max(100).default(5).meta({ label: "Share", unit: "%" }) }),
    ),
    caughtBy: /percentages/,
  },
  {
    bug: "a choice of percent that does not say of what",
    definition: withParams(
      "planted.percent-choice",
      z.object({ unit: z.enum(["percent", "points"]).default("percent").meta({ label: "Measured in" }) }),
    ),
    caughtBy: /percentages/,
  },
  {
    bug: "an earlier version that is gone",
    definition: { ...sound, kind: "planted.version-gone", version: 2 },
    caughtBy: /earlier versions/,
  },
  {
    bug: "an earlier version that now means something else",
    definition: { ...scaled, earlier: [{ ...scaledBefore, upgrade: (params) => ({ ...params, times: 3 }) }] },
    caughtBy: /earlier versions/,
  },
  {
    bug: "an earlier guard that now limits something else",
    definition: { ...guard, earlier: [guardBefore] },
    caughtBy: /earlier versions/,
  },
  {
    bug: "an earlier guard that no example holds to what it did",
    definition: { ...guard, earlier: [{ ...guardBefore, examples: [] }] },
    caughtBy: /earlier versions/,
  },
  {
    bug: "an earlier version whose default is lost when it is raised",
    definition: { ...scaled, earlier: [{ ...scaledBefore, upgrade: (params) => params }] },
    caughtBy: /earlier versions/,
  },
  {
    bug: "a wrong example",
    definition: { ...sound, examples: [{ title: "wrong", inputs: { source: [1, 2] }, outputs: { value: [null, 4] } }] },
    caughtBy: /examples/,
  },
  {
    bug: "a phrase with a gap",
    definition: { ...sound, phrase: (_: object, inputs: readonly string[]) => `sum of ${inputs[3]}` },
    caughtBy: /texts/,
  },
];
