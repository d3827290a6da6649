import { z } from "zod";
import { defineNode, type NodeDefinition } from "../../nodes/define-node.ts";
import type { OrderIntent } from "../../nodes/order-intent.ts";
import { createRegistry, type Registry, registry } from "../../nodes/registry.ts";

/** What to ask for, by the open time of the bar and the lane's first close: lanes share one program. */
export type Script = (time: number, close: number) => readonly OrderIntent[];

/** Returns the registry with an order kind that asks for whatever a script says, and a signal that is true on those bars. */
export function scriptRegistry(script: Script): Registry {
  const cue = defineNode({
    kind: "test.cue",
    version: 1,
    meta: { title: "Cue", family: "market", keywords: [], summary: "True where the script asks for something." },
    params: z.object({}),
    inputs: {},
    outputs: { now: { type: "event", label: "Now" } },
    warmup: () => 0,
    explain: () => "cue",
    compile: ({ outputs, market }) => {
      return (from, to) => {
        for (let i = from; i < to; i++) outputs.now[i] = script(market.time[i]!, market.close[i]!).length > 0 ? 1 : 0;
      };
    },
    examples: [],
  });
  const ask = defineNode({
    kind: "test.ask",
    version: 1,
    meta: { title: "Ask", family: "orders", keywords: [], summary: "Asks for what the script says." },
    params: z.object({}),
    inputs: { when: { type: "event", label: "When" } },
    outputs: {},
    warmup: () => 0,
    triggers: ["when"],
    explain: () => "ask",
    compile: ({ market, emit }) => {
      return (from, to) => {
        for (let i = from; i < to; i++) for (const intent of script(market.time[i]!, market.close[i]!)) emit(intent);
      };
    },
    examples: [],
  });
  return createRegistry([...registry.all(), cue, ask, trailKind]);
}

/** A trailing stop that goes out with every entry. */
const trailKind: NodeDefinition = defineNode({
  kind: "test.trail",
  version: 1,
  meta: { title: "Trail", family: "exits", keywords: [], summary: "Follows the price at a distance." },
  params: z.object({ distance: z.number(), unit: z.enum(["percent", "price"]) }),
  inputs: {},
  outputs: { distance: { type: "number", label: "Distance" } },
  warmup: () => 0,
  explain: () => "trail",
  compile: ({ params, outputs }) => {
    return (from, to) => {
      outputs.distance.fill(params.distance, from, to);
    };
  },
  protection: (p) => ({ role: "trail", unit: p.unit, output: "distance" }),
  examples: [],
});
