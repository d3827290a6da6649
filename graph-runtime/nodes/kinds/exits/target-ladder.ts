import { z } from "zod";
import { type Complaint, defineNode } from "../../define-node.ts";
import { checkRisk, distanceText, unitParam } from "../../protection-kind.ts";

const RUNGS = ["first", "second", "third", "fourth"] as const;
const SHARES = ["firstShare", "secondShare", "thirdShare", "fourthShare"] as const;

const distance = (label: string, value: number, shownWhen?: Record<string, readonly number[]>) =>
  z
    .number()
    .positive()
    .max(1e9)
    .default(value)
    .meta({ label, control: "number", ...(shownWhen ? { shownWhen } : {}) });
const share = (label: string, value: number, shownWhen?: Record<string, readonly number[]>) =>
  z
    .number()
    .positive()
    .max(100)
    .default(value)
    .meta({ label, unit: "% of the entry", control: "number", ...(shownWhen ? { shownWhen } : {}) });
const THREE = { rungs: [3, 4] };
const FOUR = { rungs: [4] };

export const targetLadder = defineNode({
  kind: "exit.target-ladder",
  version: 1,
  meta: {
    title: "Target ladder",
    family: "exits",
    keywords: ["partial profit", "scale out", "multiple targets", "take half", "runner", "tp1 tp2"],
    summary:
      "Closes parts of the position at up to four distances in favour of the entry. All go out with the entry; what the shares leave over stays open, and a stop shrinks with each part that is closed.",
  },
  params: z.object({
    rungs: z.int().min(2).max(4).default(2).meta({ label: "Targets", control: "number", primary: true }),
    unit: unitParam(["percent", "price", "risk"], "entry price"),
    first: distance("First distance", 5),
    firstShare: share("First share", 50),
    second: distance("Second distance", 10),
    secondShare: share("Second share", 50),
    third: distance("Third distance", 15, THREE),
    thirdShare: share("Third share", 25, THREE),
    fourth: distance("Fourth distance", 20, FOUR),
    fourthShare: share("Fourth share", 25, FOUR),
  }),
  inputs: {
    distance: {
      type: "number",
      label: "Distance",
      optional: true,
      help: "A distance that those of the node multiply, such as an average true range.",
    },
  },
  outputs: { distance: { type: "number", label: "Distance", help: "Of the first target." } },
  warmup: () => 0,
  explain: (p, wired) => {
    const rungs = RUNGS.slice(0, p.rungs).map(
      (rung, index) => `${p[SHARES[index]!]} % at ${distanceText(p[rung], p.unit, wired?.["distance"])}`,
    );
    return `Take profit in parts, ${rungs.join(", ")} from the entry price`;
  },
  compile: ({ params, inputs, outputs, connected }) => {
    return (from, to) => {
      for (let i = from; i < to; i++) {
        const distance = params.first * (connected.distance ? inputs.distance[i]! : 1);
        outputs.distance[i] = distance > 0 ? distance : Number.NaN;
      }
    };
  },
  protection: (p) => {
    let from = 0;
    return RUNGS.slice(0, p.rungs).map((rung, index) => {
      const part = { from, to: from + p[SHARES[index]!] };
      from = part.to;
      return { role: "target", unit: p.unit, output: "distance", times: p[rung] / p.first, part } as const;
    });
  },
  check: (p, around) => {
    const total = SHARES.slice(0, p.rungs).reduce((sum, key) => sum + p[key], 0);
    const tooMuch: Complaint[] =
      total > 100 + 1e-9
        ? [
            {
              severity: "error",
              message: `its shares must come to 100 % of the entry at most, and come to ${total} %. Make one of them smaller.`,
              param: SHARES[p.rungs - 1]!,
            },
          ]
        : [];
    return [...tooMuch, ...checkRisk(p.unit, around)];
  },
  examples: [
    {
      title: "multiplies a wired distance",
      params: { first: 2 },
      inputs: { distance: [3, 0, null] },
      outputs: { distance: [6, null, null] },
    },
  ],
});
