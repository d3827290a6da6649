import { BLOCK_INPUTS, BLOCK_OUTPUTS } from "@/graph-runtime/graph/block-ports.ts";
import type { Block, GraphDocument, GraphNode } from "@/graph-runtime/graph/document.ts";
import { blockKind, findBlock } from "@/graph-runtime/nodes/block-kind.ts";
import type { Command } from "../commands/command.ts";
import { replaceBlock } from "./replace-block.ts";

/** One block that was entered: through which node, and the version that it had then. */
export type ScopeStep = { readonly node: string; readonly block: string; readonly version: number };

/** The way from the strategy to the block that is open; empty at the strategy itself. */
export type Scope = readonly ScopeStep[];

export const noScope: Scope = [];

/** Inside a block two nodes stand for its ports. They are drawn and wired like nodes, and cannot be removed. */
export function isInterfaceNode(id: string): boolean {
  return id === BLOCK_INPUTS || id === BLOCK_OUTPUTS;
}

export function openBlock(root: GraphDocument, scope: Scope): Block | undefined {
  const last = scope.at(-1);
  return last === undefined ? undefined : findBlock(root, blockKind(last.block));
}

/** Returns what ports and values of the open block's nodes are called in the program: "outer/inner/". */
export function scopePrefix(scope: Scope): string {
  return scope.map((step) => `${step.node}/`).join("");
}

/**
 * Returns the block that is open as a document of its own, so that every edit of a strategy is an edit of a block, too.
 * Its ports are the outputs and the inputs of two further nodes.
 */
export function viewOf(root: GraphDocument, scope: Scope): GraphDocument {
  const block = openBlock(root, scope);
  if (block === undefined) return root;
  const ui = block.ui ?? { nodes: {}, notes: [], groups: [] };
  const places = Object.values(ui.nodes);
  const left = Math.min(0, ...places.map((place) => place.x)) - 320;
  const right = Math.max(0, ...places.map((place) => place.x)) + 320;
  return {
    ...root,
    nodes: [interfaceNode(BLOCK_INPUTS), ...block.nodes, interfaceNode(BLOCK_OUTPUTS)],
    edges: block.edges,
    parameters: block.parameters,
    blocks: [
      ...(root.blocks ?? []),
      interfaceBlock(BLOCK_INPUTS, { outputs: block.inputs }),
      interfaceBlock(BLOCK_OUTPUTS, { inputs: block.outputs }),
    ],
    ui: {
      ...ui,
      nodes: { [BLOCK_INPUTS]: { x: left, y: 0 }, [BLOCK_OUTPUTS]: { x: right, y: 0 }, ...ui.nodes },
    },
  };
}

/** Returns the command that does to the whole strategy what the given one does to the block that is open. */
export function withinScope(command: Command, scope: Scope): Command {
  const step = scope.at(-1);
  if (step === undefined || command.onWhole === true) return command;
  return {
    ...command,
    apply: (root) => {
      const before = viewOf(root, scope);
      if (before === root) return root;
      const after = command.apply(before);
      return after === before ? root : withView(root, step, after);
    },
  };
}

function withView(root: GraphDocument, step: ScopeStep, view: GraphDocument): GraphDocument {
  const others = (view.blocks ?? []).filter((block) => !isInterfaceNode(block.id));
  const present = others.find((block) => block.id === step.block);
  if (present === undefined) return root;
  const next: Block = {
    ...present,
    nodes: view.nodes.filter((node) => !isInterfaceNode(node.id)),
    edges: view.edges,
    parameters: view.parameters,
    ui: view.ui,
  };
  return replaceBlock({ ...root, blocks: others }, next, step.version);
}

function interfaceNode(id: string): GraphNode {
  return { id, kind: blockKind(id), version: 1, params: {} };
}

function interfaceBlock(id: string, ports: Partial<Pick<Block, "inputs" | "outputs">>): Block {
  const isInputs = id === BLOCK_INPUTS;
  return {
    id,
    version: 1,
    title: isInputs ? "Inputs" : "Outputs",
    description: isInputs ? "What comes into the block" : "What the block gives",
    inputs: [],
    outputs: [],
    parameters: [],
    nodes: [],
    edges: [],
    ...ports,
  };
}
