import { z } from "zod";
import { createRegistry } from "../../nodes/create-registry.ts";
import { defineNode, type NodeDefinition } from "../../nodes/define-node.ts";
import type { OrderIntent } from "../../nodes/order-intent.ts";
import { type Registry, registry } from "../../nodes/registry.ts";
import type { OracleAttachment } from "./oracle-order.ts";

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
  return createRegistry([...registry.all(), cue, ask, guardKind]);
}

/** Whatever a case wants to go out with every entry. */
const guardKind: NodeDefinition = defineNode({
  kind: "test.guard",
  version: 1,
  meta: { title: "Guard", family: "exits", keywords: [], summary: "Goes out with every entry." },
  params: z.object({ guard: z.string() }),
  inputs: {},
  outputs: { distance: { type: "number", label: "Distance" } },
  warmup: () => 0,
  explain: () => "guard",
  compile: ({ params, outputs }) => {
    const { distance } = JSON.parse(params.guard) as OracleAttachment;
    return (from, to) => {
      outputs.distance.fill(distance, from, to);
    };
  },
  protection: (p) => {
    const { role, percent, rung, after, ratchet } = JSON.parse(p.guard) as OracleAttachment;
    return [
      {
        role: ratchet ? "move" : role,
        unit: percent ? "percent" : "price",
        output: "distance",
        ...(rung ? { part: rung } : {}),
        ...(after === undefined ? {} : { after }),
        ...(ratchet ? { move: ratchet } : {}),
      },
    ];
  },
  examples: [],
});
