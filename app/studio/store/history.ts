import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { withoutStrayBends } from "../commands/bend-edge.ts";
import type { Command } from "../commands/command.ts";

/** One undo step. Documents share structure, so both ends are cheap to keep. */
export type HistoryEntry = {
  readonly label: string;
  readonly before: GraphDocument;
  readonly after: GraphDocument;
  readonly mergeKey?: string;
  readonly time: number;
};

export type History = {
  readonly document: GraphDocument;
  readonly past: readonly HistoryEntry[];
  readonly future: readonly HistoryEntry[];
};

export const mergeWindowMilliseconds = 1000;
const maximumEntries = 500;

export function startHistory(document: GraphDocument): History {
  return { document, past: [], future: [] };
}

/** Applies a command. A command that changes nothing leaves no undo step and keeps what could be redone. */
export function perform(history: History, command: Command, now: number): History {
  const after = withoutStrayBends(command.apply(history.document));
  if (after === history.document) return history;
  const last = history.past.at(-1);
  const merges =
    last !== undefined &&
    command.mergeKey !== undefined &&
    last.mergeKey === command.mergeKey &&
    history.future.length === 0 &&
    now - last.time <= mergeWindowMilliseconds;
  const entry: HistoryEntry = {
    label: command.label,
    before: merges ? last.before : history.document,
    after,
    time: now,
    ...(command.mergeKey === undefined ? {} : { mergeKey: command.mergeKey }),
  };
  const kept = merges ? history.past.slice(0, -1) : history.past.slice(-(maximumEntries - 1));
  return { document: after, past: [...kept, entry], future: [] };
}

export function undo(history: History): History {
  const entry = history.past.at(-1);
  if (entry === undefined) return history;
  return { document: entry.before, past: history.past.slice(0, -1), future: [entry, ...history.future] };
}

export function redo(history: History): History {
  const entry = history.future[0];
  if (entry === undefined) return history;
  return { document: entry.after, past: [...history.past, entry], future: history.future.slice(1) };
}
