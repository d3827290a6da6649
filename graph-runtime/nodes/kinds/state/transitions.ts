export const EVENT_PORTS = ["a", "b", "c", "d", "e", "f"] as const;
type EventPort = (typeof EVENT_PORTS)[number];

export const STATE_PARAMS = ["s1", "s2", "s3", "s4", "s5", "s6"] as const;
export type StateParam = (typeof STATE_PARAMS)[number];

/** Ranks of states, counted from 0; `from` null stands for every state. */
type Transition = { readonly from: number | null; readonly to: number; readonly event: EventPort };

/** Returns the names of the states by rank, empty where there is none. */
export function statesOf(params: Readonly<Record<StateParam, string>>): readonly string[] {
  return STATE_PARAMS.map((param) => params[param]);
}

type Reading =
  | { readonly transitions: readonly Transition[] }
  | { readonly problem: string; readonly param: StateParam | "transitions" };

/** Reads "from > to on event; ..." in terms of the states, or says what is wrong with it. */
export function readTransitions(states: readonly string[], text: string): Reading {
  const twice = states.findIndex((name, rank) => name !== "" && states.indexOf(name) !== rank);
  if (twice >= 0)
    return {
      problem: `two states are called "${states[twice]}"; each needs a name of its own.`,
      param: STATE_PARAMS[twice]!,
    };
  if (states[0] === "") return { problem: "the first state needs a name; the machine starts there.", param: "s1" };
  const any = states.indexOf("any");
  if (any >= 0)
    return { problem: '"any" stands for every state, so none can have that name.', param: STATE_PARAMS[any]! };
  const refuse = (problem: string): Reading => ({ problem, param: "transitions" });
  const transitions: Transition[] = [];
  const lines = text.split(/[;\n]/).map((line) => line.trim());
  for (const line of lines.filter((each) => each !== "")) {
    const match = /^(.+?)\s*>\s*(.+?)\s+on\s+(\S+)$/.exec(line);
    if (!match) return refuse(`expected "from > to on event", found "${line}".`);
    const [, from = "", to = "", event = ""] = match;
    const port = EVENT_PORTS.find((each) => each === event);
    if (port === undefined) return refuse(`expected an event a to f after "on", found "${event}" in "${line}".`);
    const unknown = [from, to].find((name) => (name !== "any" || name === to) && !states.includes(name));
    if (unknown !== undefined) {
      const known = states.filter((name) => name !== "").join(", ");
      return refuse(`there is no state "${unknown}" ("${line}"); the states are: ${known}.`);
    }
    transitions.push({ from: from === "any" ? null : states.indexOf(from), to: states.indexOf(to), event: port });
  }
  return transitions.length === 0 ? refuse("no transition is written, so the state never changes.") : { transitions };
}
