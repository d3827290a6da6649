import { z } from "zod";
import { positiveOnly } from "../kernels/positive-only.ts";
import { type Complaint, defineNode, type NodeDefinition, type Protection, type Surroundings } from "./define-node.ts";

const UNITS = { percent: "Percent", price: "Points", risk: "Times the risk" } as const;
type Unit = keyof typeof UNITS;

type Short = {
  readonly kind: string;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly summary: string;
  readonly role: "stop" | "target" | "trail";
  /** Distance that a new node starts with. */
  readonly initial: number;
  /** What a percentage is of, and what the distance is measured from. */
  readonly basis: string;
  readonly units: readonly [Unit, ...Unit[]];
};

/** Words for a distance in its unit. */
export function distanceText(amount: number, unit: Unit, wired: string | undefined): string {
  const times = wired === undefined ? String(amount) : amount === 1 ? wired : `${amount} times ${wired}`;
  if (unit === "risk") return `${times} times the risk`;
  return `${times}${unit === "percent" ? " %" : " points"}`;
}

export function unitParam(units: readonly [Unit, ...Unit[]], basis: string) {
  const risk = units.includes("risk") ? ", or multiples of the distance to the stop" : "";
  return z
    .enum(units)
    .default("percent")
    .meta({
      label: "Measured in",
      help: `Percent of the ${basis}, or price points${risk}.`,
      options: UNITS,
      control: "segmented",
      primary: true,
    });
}

/** Multiples of the risk need something that risks: a stop, or a trailing stop. */
export function checkRisk(unit: Unit, { protections, brought }: Surroundings): Complaint[] {
  if (unit !== "risk") return [];
  const roles = [...protections, ...brought];
  if (roles.includes("stop") || roles.includes("trail")) return [];
  const message =
    "a distance in multiples of the risk needs a stop, and this strategy has none. Add a Stop loss node, or choose another unit.";
  return [{ severity: "error", message, param: "unit" }];
}

/** Declares a kind that goes out with each entry at a distance, which its input replaces where that is wired. */
export function defineProtection({ role, basis, units, initial, ...short }: Short): NodeDefinition {
  const { kind, title, keywords, summary } = short;
  const isTrail = role === "trail";
  return defineNode({
    kind,
    version: 1,
    meta: { title, family: "exits", keywords, summary },
    params: z.object({
      distance: z
        .number()
        .positive()
        .max(1e9)
        .default(initial)
        .meta({ label: "Distance", help: "Used while the input is not wired.", control: "number", primary: true }),
      unit: unitParam(units, basis),
      times: z.number().positive().max(1_000).default(1).meta({
        label: "Times",
        help: "Multiplies the wired distance, such as 2 for twice the average true range.",
        control: "number",
      }),
      ...(isTrail ? { after: afterParam } : {}),
    }),
    inputs: { distance: { type: "number", label: "Distance", optional: true } },
    outputs: { distance: { type: "number", label: "Distance" } },
    warmup: () => 0,
    explain: (p, wired) => {
      const input = wired?.["distance"];
      const distance = distanceText(input === undefined ? p.distance : p.times, p.unit, input);
      const after = afterOf(p) > 0 ? `, once the price has moved ${afterOf(p)} times that in favour` : "";
      return `${title} ${distance} from the ${basis}${after}`;
    },
    compile: ({ params, inputs, outputs, connected }) => {
      const out = outputs.distance;
      const wired = connected.distance;
      const source = inputs.distance;
      const { times, distance } = params;
      if (!wired)
        return (from, to) => {
          out.fill(distance, from, to);
        };
      if (times === 1) return (from, to) => positiveOnly(source, out, from, to);
      return (from, to) => {
        for (let i = from; i < to; i++) {
          const value = source[i]! * times;
          out[i] = value > 0 ? value : Number.NaN;
        }
      };
    },
    protection: (p): Protection[] => [{ role, unit: p.unit, output: "distance", after: afterOf(p) }],
    check: (p, around) => checkRisk(p.unit, around),
    examples: [
      {
        title: "keeps a fixed distance",
        params: { distance: 5 },
        inputs: { close: [10, 11] },
        outputs: { distance: [5, 5] },
      },
      {
        title: "takes a wired distance, twice; nothing at or below zero",
        params: { times: 2 },
        inputs: { distance: [2, 0, null] },
        outputs: { distance: [4, null, null] },
      },
    ],
  });
}

/** Only trailing stops have the parameter. */
function afterOf(params: object): number {
  return "after" in params && typeof params.after === "number" ? params.after : 0;
}

const afterParam = z.number().min(0).max(1_000).default(0).meta({
  label: "Follows after",
  unit: "distances",
  help: "Stands still until the price has moved by so many distances in favour of the entry; 0 follows from the start.",
  control: "number",
});
