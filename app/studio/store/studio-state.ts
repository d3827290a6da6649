import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Scope } from "../blocks/scope.ts";
import type { Command, PortRef } from "../commands/command.ts";
import type { Fit } from "../wiring/verdicts.ts";
import type { PortSide } from "./definitions.ts";
import type { FlowEdge, FlowNode } from "./flow-model.ts";
import type { History } from "./history.ts";

export type Point = { readonly x: number; readonly y: number };

/** An edge that is being drawn: dragged with the pointer, or begun with a click and ended with another. */
export type Wiring = {
  readonly origin: PortRef;
  readonly side: PortSide;
  readonly mode: "drag" | "click";
  readonly fits: ReadonlyMap<string, Fit>;
};

/** The quick palette at the pointer; with `wire` it lists only what fits the port that was dragged from. */
export type QuickAdd = {
  readonly screen: Point;
  readonly flow: Point;
  readonly wire?: { readonly origin: PortRef; readonly side: PortSide };
  /** Inserts the chosen kind into this edge. */
  readonly edge?: string;
};

/** What React Flow draws, and where. */
export type Moving = {
  readonly flowNodes: FlowNode[];
  readonly flowEdges: FlowEdge[];
};

export type StudioState = Moving & {
  readonly history: History;
  /** The strategy, whole: what is saved, checked and run. */
  readonly root: GraphDocument;
  /** The blocks that were entered, outermost first. */
  readonly scope: Scope;
  /** What the canvas and the outline show and edit: the strategy, or the block that is open. */
  readonly document: GraphDocument;
  readonly selectedNodes: readonly string[];
  readonly selectedEdges: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  /** The document that `diagnostics` speak of: stale while the worker is still at it. */
  readonly checkedDocument: GraphDocument | null;
  readonly diagnosticsOfNode: ReadonlyMap<string, readonly Diagnostic[]>;
  readonly wiring: Wiring | null;
  readonly quickAdd: QuickAdd | null;
  /** Read aloud by screen readers. */
  readonly announcement: string;
};

export type StudioActions = {
  readonly dispatch: (command: Command) => void;
  /** Opens the block that a node stands for. */
  readonly enterBlock: (nodeId: string) => void;
  /** Goes back out until so many blocks are open; the block that was left is selected. */
  readonly leaveBlock: (depth: number) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly setFlowNodes: (nodes: FlowNode[]) => void;
  readonly setFlowEdges: (edges: FlowEdge[]) => void;
  readonly select: (nodes: readonly string[], edges?: readonly string[]) => void;
  readonly takeDiagnostics: (document: GraphDocument, diagnostics: readonly Diagnostic[]) => void;
  readonly startWiring: (origin: PortRef, side: PortSide, mode: Wiring["mode"]) => void;
  readonly stopWiring: () => void;
  readonly openQuickAdd: (request: QuickAdd) => void;
  readonly closeQuickAdd: () => void;
  readonly announce: (text: string) => void;
};
