import { describe, expect, test } from "vitest";
import { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { kinds } from "../kinds/kinds.ts";
import { perform, redo, startHistory, undo } from "../store/history.ts";
import { brokenInvariants } from "./testing/invariants.ts";
import { randomCommand } from "./testing/random-command.ts";

function freeze<T>(value: T): T {
  if (value !== null && typeof value === "object" && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const member of Object.values(value)) freeze(member);
  }
  return value;
}

/** A small deterministic generator, so that a failure can be run again. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

const empty = (): GraphDocument => GraphDocument.parse({ format: "quantloom.graph/1", name: "Fuzz" });

describe("the command log", () => {
  test.each([1, 7, 42, 2026])(
    "keeps every invariant over 10,000 random operations with undo and redo (seed %i)",
    (seed) => {
      const random = generator(seed);
      let history = startHistory(freeze(empty()));
      let now = 0;
      const all = kinds.all();
      const most = { nodes: 0, edges: 0, notes: 0, groups: 0, knobs: 0, blocks: 0, bends: 0, version: 0 };
      for (let step = 0; step < 10_000; step += 1) {
        now += Math.floor(random() * 1500);
        const dice = random();
        if (dice < 0.18) history = undo(history);
        else if (dice < 0.28) history = redo(history);
        else {
          const before = history.document;
          const next = perform(history, randomCommand(before, all, random), now);
          freeze(next.document);
          if (next !== history) {
            const entry = next.past.at(-1);
            expect(undo(next).document).toBe(entry?.before);
            expect(redo(undo(next)).document).toBe(next.document);
          }
          history = next;
        }
        const { nodes, edges, parameters, ui, blocks = [] } = history.document;
        most.nodes = Math.max(most.nodes, nodes.length);
        most.edges = Math.max(most.edges, edges.length);
        most.notes = Math.max(most.notes, ui.notes.length);
        most.groups = Math.max(most.groups, ui.groups.length);
        most.knobs = Math.max(most.knobs, parameters.length);
        most.blocks = Math.max(most.blocks, blocks.length);
        most.bends = Math.max(most.bends, Object.keys(ui.bends ?? {}).length);
        most.version = Math.max(most.version, ...blocks.map((block) => block.version));
        if (step % 10 === 0) expect(brokenInvariants(history.document)).toEqual([]);
      }
      expect(brokenInvariants(history.document)).toEqual([]);
      expect(GraphDocument.safeParse(history.document).success).toBe(true);
      // A walk that never built anything would prove nothing.
      expect(most.nodes).toBeGreaterThan(20);
      expect(most.edges).toBeGreaterThan(10);
      expect(Math.min(most.notes, most.groups, most.knobs, most.blocks, most.bends)).toBeGreaterThan(0);
      expect(most.version).toBeGreaterThan(1);
    },
  );

  test("undoing everything gives the very document it started from", () => {
    const random = generator(99);
    const start = freeze(empty());
    let history = startHistory(start);
    for (let step = 0; step < 400; step += 1)
      history = perform(history, randomCommand(history.document, kinds.all(), random), step * 5000);
    const end = history.document;
    while (history.past.length > 0) history = undo(history);
    expect(history.document).toBe(start);
    while (history.future.length > 0) history = redo(history);
    expect(history.document).toBe(end);
  });
});
