import { z } from "zod";
import { type Complaint, defineNode, type NodeDefinition, type StopMove, type Surroundings } from "./define-node.ts";
import { unitParam } from "./protection-kind.ts";

type Short<K extends string> = {
  readonly kind: string;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly summary: string;
  readonly reference?: string;
  readonly params: Readonly<Record<K, z.ZodType<number>>>;
  readonly move: (distances: Readonly<Record<K, number>>) => StopMove;
  /** Reads the move with the unit of its distances. */
  readonly explain: (distances: Readonly<Record<K, number>>, unit: string) => string;
};

/** Returns the schema of one distance of a move. */
export function moveParam(label: string, initial: number, least: number, help: string) {
  return z.number().min(least).max(1e9).default(initial).meta({ label, help, control: "number", primary: true });
}

/** Declares a kind that moves the stop of a position as the price moves in its favour. */
export function defineStopMove<K extends string>(short: Short<K>): NodeDefinition {
  const { kind, title, keywords, summary, reference } = short;
  const keys = Object.keys(short.params) as K[];
  const unitSchema = unitParam(["percent", "price", "risk"], "entry price");
  const distancesOf = (params: Readonly<Record<string, unknown>>): Readonly<Record<K, number>> =>
    Object.fromEntries(keys.map((key) => [key, Number(params[key])])) as Record<K, number>;
  const unitOf = (params: Readonly<Record<string, unknown>>) => unitSchema.parse(params["unit"]);
  return defineNode({
    kind,
    version: 1,
    meta: { title, family: "exits", keywords, summary, ...(reference === undefined ? {} : { reference }) },
    params: z.object({
      ...(short.params as Readonly<Record<string, z.ZodType<number>>>),
      unit: unitSchema,
    }) as z.ZodObject,
    inputs: {
      distance: {
        type: "number",
        label: "Distance",
        optional: true,
        help: "A distance that those of the node multiply, such as an average true range.",
      },
    },
    outputs: { distance: { type: "number", label: "Distance", help: "What the distances of the node multiply." } },
    warmup: () => 0,
    explain: (p, wired) => {
      const input = wired?.["distance"];
      const measure = unitOf(p);
      const unit = measure === "percent" ? " %" : measure === "risk" ? " times the risk" : " points";
      const times = input === undefined ? unit : ` times ${input}${measure === "price" ? "" : unit}`;
      return `${title}: ${short.explain(distancesOf(p), times)}`;
    },
    compile: ({ inputs, outputs, connected }) => {
      return (from, to) => {
        for (let i = from; i < to; i++) {
          const distance = connected.distance ? inputs.distance[i]! : 1;
          outputs.distance[i] = distance > 0 ? distance : Number.NaN;
        }
      };
    },
    protection: (p) => [{ role: "move", unit: unitOf(p), output: "distance", move: short.move(distancesOf(p)) }],
    check: (_, around) => checkStop(around),
    examples: [
      {
        title: "multiplies by one while nothing is wired",
        params: {},
        inputs: { close: [10, 11] },
        outputs: { distance: [1, 1] },
      },
      { title: "takes a wired distance", params: {}, inputs: { distance: [3, 0] }, outputs: { distance: [3, null] } },
    ],
  });
}

function checkStop({ protections, brought }: Surroundings): Complaint[] {
  const roles = [...protections, ...brought];
  if (roles.includes("stop") || roles.includes("trail")) return [];
  return [{ severity: "error", message: "it moves a stop, and this strategy has none. Add a Stop loss node." }];
}
