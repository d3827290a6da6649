import { createStore, type StoreApi } from "zustand/vanilla";
import type { Diagnostic } from "@/graph-runtime/core/diagnostic.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { findBlock } from "@/graph-runtime/nodes/block-kind.ts";
import { isInterfaceNode, noScope, type Scope, viewOf, withinScope } from "../blocks/scope.ts";
import { fitsFrom } from "../wiring/verdicts.ts";
import { diagnosticsByNode } from "./diagnostics-by-node.ts";
import { flowEdgesOf, flowNodesOf, isGraphId } from "./flow-model.ts";
import { type History, perform, redo, startHistory, undo } from "./history.ts";
import type { StudioActions, StudioState } from "./studio-state.ts";

export type StudioStore = StoreApi<StudioState & StudioActions>;

const noDiagnostics: ReadonlyMap<string, readonly Diagnostic[]> = new Map();

/** Creates the one store of the studio. The document is the truth; what React Flow draws is derived from it. */
export function createStudioStore(document: GraphDocument, now: () => number = Date.now): StudioStore {
  return createStore<StudioState & StudioActions>((set, get) => {
    const take = (history: History, verb: string): void => {
      const state = get();
      if (history === state.history) return;
      const root = history.document;
      const scope = openScope(root, state.scope);
      const document = viewOf(root, scope);
      const isSamePlace = scope === state.scope;
      const flowNodes = keepList(flowNodesOf(document, isSamePlace ? state.flowNodes : []), state.flowNodes);
      const flowEdges = keepList(flowEdgesOf(document, isSamePlace ? state.flowEdges : []), state.flowEdges);
      set({
        history,
        root,
        scope,
        document,
        flowNodes,
        flowEdges,
        ...selectionOf(flowNodes, flowEdges, state),
        wiring: null,
        announcement: verb,
      });
    };
    const goTo = (scope: Scope, selected: readonly string[], announcement: string): void => {
      const { root, diagnostics, checkedDocument } = get();
      const document = viewOf(root, scope);
      const flowNodes = mark(flowNodesOf(document, []), new Set(selected));
      set({
        scope,
        document,
        flowNodes,
        flowEdges: flowEdgesOf(document, []),
        selectedNodes: selected,
        selectedEdges: [],
        wiring: null,
        quickAdd: null,
        announcement,
        diagnosticsOfNode: diagnosticsByNode(checkedDocument ?? root, diagnostics, scope),
      });
    };
    return {
      history: startHistory(document),
      root: document,
      scope: noScope,
      document,
      flowNodes: flowNodesOf(document, []),
      flowEdges: flowEdgesOf(document, []),
      selectedNodes: [],
      selectedEdges: [],
      diagnostics: [],
      checkedDocument: null,
      diagnosticsOfNode: noDiagnostics,
      wiring: null,
      quickAdd: null,
      announcement: "",

      dispatch: (command) => take(perform(get().history, withinScope(command, get().scope), now()), command.label),
      enterBlock: (nodeId) => {
        const { scope, document } = get();
        const node = document.nodes.find((candidate) => candidate.id === nodeId);
        const block = node === undefined || isInterfaceNode(nodeId) ? undefined : findBlock(document, node.kind);
        if (block === undefined) return;
        goTo([...scope, { node: nodeId, block: block.id, version: block.version }], [], `Block ${block.title} opened`);
      },
      leaveBlock: (depth) => {
        const { scope } = get();
        const left = scope[depth];
        if (left !== undefined) goTo(scope.slice(0, depth), [left.node], "Block closed");
      },
      undo: () => {
        const entry = get().history.past.at(-1);
        if (entry !== undefined) take(undo(get().history), `Undone: ${entry.label}`);
      },
      redo: () => {
        const entry = get().history.future[0];
        if (entry !== undefined) take(redo(get().history), `Redone: ${entry.label}`);
      },
      setFlowNodes: (flowNodes) => set((state) => ({ flowNodes, ...selectionOf(flowNodes, state.flowEdges, state) })),
      setFlowEdges: (flowEdges) => set((state) => ({ flowEdges, ...selectionOf(state.flowNodes, flowEdges, state) })),
      select: (nodes, edges = []) =>
        set((state) => {
          const flowNodes = mark(state.flowNodes, new Set(nodes));
          const flowEdges = mark(state.flowEdges, new Set(edges));
          return { flowNodes, flowEdges, ...selectionOf(flowNodes, flowEdges, state) };
        }),
      takeDiagnostics: (checkedDocument, diagnostics) =>
        set((state) => ({
          checkedDocument,
          diagnostics,
          diagnosticsOfNode: diagnosticsByNode(checkedDocument, diagnostics, state.scope),
        })),
      startWiring: (origin, side, mode) =>
        set((state) => ({ wiring: { origin, side, mode, fits: fitsFrom(state.document, origin, side) } })),
      stopWiring: () => {
        if (get().wiring !== null) set({ wiring: null });
      },
      openQuickAdd: (quickAdd) => set({ quickAdd, wiring: null }),
      closeQuickAdd: () => set({ quickAdd: null }),
      announce: (announcement) => set({ announcement }),
    };
  });
}

type Selectable = { readonly id: string; readonly selected?: boolean };

function mark<Item extends Selectable>(items: readonly Item[], ids: ReadonlySet<string>): Item[] {
  return items.map((item) =>
    (item.selected ?? false) === ids.has(item.id) ? item : { ...item, selected: ids.has(item.id) },
  );
}

/** Keeps the list objects while their content is the same, so that what listens to the selection rests. */
function selectionOf(
  nodes: readonly Selectable[],
  edges: readonly Selectable[],
  before: Pick<StudioState, "selectedNodes" | "selectedEdges">,
): Pick<StudioState, "selectedNodes" | "selectedEdges"> {
  const selectedNodes = nodes.filter((node) => node.selected === true && isGraphId(node.id)).map((node) => node.id);
  const selectedEdges = edges.filter((edge) => edge.selected === true).map((edge) => edge.id);
  return {
    selectedNodes: keepList(selectedNodes, before.selectedNodes),
    selectedEdges: keepList(selectedEdges, before.selectedEdges),
  };
}

/** Returns the list of before where it holds the very same: who listens to it rests, and nothing is drawn again. */
function keepList<List extends readonly unknown[]>(list: List, before: List): List {
  return list.length === before.length && list.every((item, index) => item === before[index]) ? before : list;
}

/** An undo can take away a block that is open: the way to it is walked as far as it still leads. */
function openScope(root: GraphDocument, scope: Scope): Scope {
  for (let depth = 0; depth < scope.length; depth += 1) {
    const step = scope[depth];
    const outer = viewOf(root, scope.slice(0, depth));
    const node = outer.nodes.find((candidate) => candidate.id === step?.node);
    if (node === undefined || findBlock(root, node.kind)?.id !== step?.block) return scope.slice(0, depth);
  }
  return scope;
}
