import { z } from "zod";
import { forKnown } from "../../../kernels/for-known.ts";
import { defineNode } from "../../define-node.ts";
import { EVENT_PORTS, readTransitions, STATE_PARAMS, type StateParam, statesOf } from "./transitions.ts";

const event = (label: string) => ({ type: "event", label, optional: true, spare: true }) as const;
const name = (label: string, initial: string) =>
  z
    .string()
    .trim()
    .max(40)
    .regex(/^[^;>\n]*$/, "a name without ; and >")
    .default(initial)
    .meta({ label, control: "text", ...(initial === "" ? {} : { primary: true }) });
const inState = (label: string) => ({ type: "boolean", label, help: "True in the state of this name." }) as const;

export const stateMachine = defineNode({
  kind: "state.machine",
  version: 1,
  meta: {
    title: "State machine",
    family: "state",
    keywords: ["states", "transition", "phase", "setup", "armed", "workflow", "sequence", "fsm", "mode"],
    summary:
      "Is in one of up to six named states, the first one at the start, and moves by events: of the transitions that leave the state, the first written one whose event fires is taken, one a bar at most. While an event is unknown the state stands still and is unknown.",
    reference: "Edward F. Moore, 1956: what comes out depends on the state alone",
  },
  params: z.object({
    s1: name("State 1", "idle"),
    s2: name("State 2", "armed"),
    s3: name("State 3", ""),
    s4: name("State 4", ""),
    s5: name("State 5", ""),
    s6: name("State 6", ""),
    transitions: z.string().max(1_000).default("idle > armed on a; armed > idle on b").meta({
      label: "Transitions",
      help: "Written as: from > to on event; the events are a to f, and any stands for every state. Separated by semicolons.",
      control: "text",
      primary: true,
    }),
  }),
  inputs: {
    a: { type: "event", label: "Event a" },
    b: event("Event b"),
    c: event("Event c"),
    d: event("Event d"),
    e: event("Event e"),
    f: event("Event f"),
  },
  outputs: {
    state: { type: "number", label: "State", help: "Number of the state, from 1." },
    changed: { type: "event", label: "Changed", help: "Fires on the bar on which the state changes." },
    bars: { type: "number", label: "Bars in it", help: "Since the state began; 0 on the bar on which it did." },
    s1: inState("In state 1"),
    s2: inState("In state 2"),
    s3: inState("In state 3"),
    s4: inState("In state 4"),
    s5: inState("In state 5"),
    s6: inState("In state 6"),
  },
  warmup: () => 0,
  settle: () => Number.POSITIVE_INFINITY,
  explain: (p) => p.transitions.replaceAll(/\s+/g, " ").trim(),
  phrase: (p, inputs, port) => {
    const moved = `moved by ${inputs.join(", ")}`;
    if (port === "state") return `the number of the state ${moved}`;
    if (port === "bars") return `the bars in the state ${moved}`;
    if (port === "changed") return `the state changes, ${moved}`;
    return `the state is ${p[port as StateParam] || "one without a name"}, ${moved}`;
  },
  check: (p, { connected }) => {
    const read = readTransitions(statesOf(p), p.transitions);
    if ("problem" in read) return [{ severity: "error", message: read.problem, param: read.param }];
    const used = new Set(read.transitions.map(({ event }) => event));
    const unwired = [...used].find((port) => !connected[port]);
    if (unwired !== undefined) {
      const message = `the transitions wait for event ${unwired}, and nothing is wired to it. Wire it, or leave those transitions out.`;
      return [{ severity: "error", message, param: "transitions" }];
    }
    return EVENT_PORTS.filter((port) => connected[port] && !used.has(port)).map((port) => ({
      severity: "warning" as const,
      message: `event ${port} is wired, and no transition waits for it.`,
      param: "transitions",
    }));
  },
  // rank of the state from 0, how long it has been, and whether there was a bar
  state: () => ({ now: 3 }),
  compile: ({ params, inputs, connected, outputs, state: { now } }) => {
    const read = readTransitions(statesOf(params), params.transitions);
    const rows = "problem" in read ? [] : read.transitions;
    const flags = STATE_PARAMS.map((port) => outputs[port]);
    const wired = EVENT_PORTS.filter((port) => connected[port]).map((port) => inputs[port]);
    return forKnown(wired, Object.values(outputs), (i) => {
      const before = now[0]!;
      let after = before;
      for (const { from, to, event } of rows) {
        if ((from !== null && from !== before) || inputs[event][i] !== 1) continue;
        after = to;
        break;
      }
      const isChange = after !== before;
      now[1] = isChange || now[2] === 0 ? 0 : now[1]! + 1;
      now[0] = after;
      now[2] = 1;
      outputs.state[i] = after + 1;
      outputs.changed[i] = Number(isChange);
      outputs.bars[i] = now[1]!;
      for (let rank = 0; rank < flags.length; rank++) flags[rank]![i] = Number(rank === after);
    });
  },
  examples: [
    {
      title: "armed by a, back by b",
      inputs: { a: [0, 1, 0, 1, 0], b: [0, 0, 0, 1, 0] },
      outputs: { state: [1, 2, 2, 1, 1], changed: [0, 1, 0, 1, 0], s2: [0, 1, 1, 0, 0] },
    },
    {
      title: "three states, and a way back from each",
      params: { s3: "in trade", transitions: "idle > armed on a; armed > in trade on b; any > idle on c" },
      inputs: { a: [1, 0, 0, 1], b: [0, 1, 0, 1], c: [0, 0, 1, 0] },
      outputs: { state: [2, 3, 1, 2], s1: [0, 0, 1, 0], s3: [0, 1, 0, 0] },
    },
    {
      title: "an unknown event moves nothing",
      inputs: { a: [1, null, 0], b: [0, 1, 0] },
      outputs: { state: [2, null, 2], changed: [1, null, 0] },
    },
  ],
});
