import type { GraphDocument } from "@/graph-runtime/graph/document.ts";

/** One end of an edge: a port of a node. */
export type PortRef = { readonly node: string; readonly port: string };

/**
 * One user gesture as a pure function of the document.
 * Commands that share a `mergeKey` and follow each other quickly (typing, dragging a slider) become one undo step.
 */
export type Command = {
  readonly label: string;
  readonly mergeKey?: string;
  /** Changes the whole strategy, also while one of its blocks is open. */
  readonly onWhole?: true;
  readonly apply: (document: GraphDocument) => GraphDocument;
};

/** Returns one command that does several in order, undone as one. */
export function sequence(label: string, commands: readonly Command[]): Command {
  return { label, apply: (document) => commands.reduce((current, command) => command.apply(current), document) };
}
