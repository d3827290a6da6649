import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import { BLOCK_INPUTS, BLOCK_OUTPUTS } from "../graph/block-ports.ts";
import {
  type GraphDocument,
  type GraphEdge,
  type GraphNode,
  MAX_NODES,
  type ParamValue,
  type PortReference,
} from "../graph/document.ts";
import { findBlock } from "../nodes/block-kind.ts";
import type { NodeDefinition } from "../nodes/define-node.ts";
import { assignable } from "../nodes/port-type.ts";
import type { Registry } from "../nodes/registry.ts";
import { referenceOf } from "./param-reference.ts";

/** A node of the graph without blocks. Inside a block its id is "block/inner", and `shownId` is the node on the canvas. */
export type FlatNode = { readonly node: GraphNode; readonly path: string; readonly shownId: string };
export type FlatEdge = { readonly edge: GraphEdge; readonly path: string };

export type FlatGraph = {
  readonly nodes: readonly FlatNode[];
  readonly edges: readonly FlatEdge[];
  /** Outputs of blocks and of bypassed nodes, "node.port", and the output that each stands for. */
  readonly aliases: ReadonlyMap<string, PortReference>;
};

const MAX_NESTING = 16;

/** Replaces every block by what is in it, and every bypassed node by what feeds it. */
export function inlineBlocks(document: GraphDocument, registry: Registry, diagnostics: Diagnostic[]): FlatGraph {
  const inliner = new Inliner(document, registry, diagnostics);
  inliner.expand({ graph: document, prefix: "", path: "", shownId: null, params: null, depth: 0 });
  return inliner.finish();
}

type Part = {
  readonly graph: Pick<GraphDocument, "nodes" | "edges">;
  readonly prefix: string;
  readonly path: string;
  readonly shownId: string | null;
  /** What the block's parameters stand for; null at the top, where references stay. */
  readonly params: Readonly<Record<string, ParamValue>> | null;
  readonly depth: number;
};

class Inliner {
  readonly #nodes: FlatNode[] = [];
  readonly #edges: FlatEdge[] = [];
  readonly #passages = new Set<string>();
  readonly #bypassed = new Map<string, NodeDefinition>();
  readonly #aliases = new Map<string, PortReference>();
  readonly #document: GraphDocument;
  readonly #registry: Registry;
  readonly #diagnostics: Diagnostic[];
  #isFull = false;

  constructor(document: GraphDocument, registry: Registry, diagnostics: Diagnostic[]) {
    this.#document = document;
    this.#registry = registry;
    this.#diagnostics = diagnostics;
  }

  expand(part: Part): void {
    const inner = new Set<string>();
    part.graph.nodes.forEach((node, index) => {
      const path = `${part.path}/nodes/${index}`;
      if (this.#bypass(node, part)) return;
      const block = node.muted ? undefined : findBlock(this.#document, node.kind);
      if (!block) this.#keep({ node: this.#rename(node, part), path, shownId: part.shownId ?? node.id });
      else if (this.#mayOpen(node, path, part)) {
        inner.add(node.id);
        this.#open(node, path, part);
      }
    });
    part.graph.edges.forEach((edge, index) => {
      const from = this.#place(edge.from, part, inner, BLOCK_OUTPUTS);
      const to = this.#place(edge.to, part, inner, BLOCK_INPUTS);
      this.#edges.push({ edge: { from, to }, path: `${part.path}/edges/${index}` });
    });
  }

  finish(): FlatGraph {
    if (this.#passages.size + this.#bypassed.size === 0)
      return { nodes: this.#nodes, edges: this.#edges, aliases: this.#aliases };
    const feeding = new Map(this.#edges.map(({ edge }) => [keyOf(edge.to), edge.from]));
    const isOpen = (id: string): boolean => this.#passages.has(id) || this.#bypassed.has(id);
    const follow = (from: PortReference): PortReference | null => {
      let at: PortReference | undefined = from;
      for (let step = 0; at && isOpen(at.node); step++)
        at = step > this.#edges.length ? undefined : feeding.get(keyOf(this.#entryOf(at, feeding)));
      return at ?? null;
    };
    const edges: FlatEdge[] = [];
    for (const { edge, path } of this.#edges) {
      if (isOpen(edge.to.node)) continue;
      const from = follow(edge.from);
      if (from) edges.push({ edge: { from, to: edge.to }, path });
    }
    for (const { edge } of this.#edges) {
      const outer = edge.to.node.endsWith(`/${BLOCK_OUTPUTS}`)
        ? edge.to.node.slice(0, -BLOCK_OUTPUTS.length - 1)
        : null;
      const from = outer === null ? null : follow(edge.from);
      if (outer !== null && from) this.#aliases.set(`${outer}.${edge.to.port}`, from);
    }
    for (const [node, { outputs }] of this.#bypassed) {
      for (const port of Object.keys(outputs)) {
        const from = follow({ node, port });
        if (from) this.#aliases.set(keyOf({ node, port }), from);
      }
    }
    return { nodes: this.#nodes, edges, aliases: this.#aliases };
  }

  #bypass(node: GraphNode, { prefix }: Part): boolean {
    const definition = node.bypassed && !node.muted ? this.#registry.get(node.kind, node.version) : undefined;
    if (definition) this.#bypassed.set(prefix + node.id, definition);
    return definition !== undefined;
  }

  /** Returns the input that an output of a bypassed node stands for: the first wired one of its type, else one that fits. */
  #entryOf(at: PortReference, feeding: ReadonlyMap<string, PortReference>): PortReference {
    const definition = this.#bypassed.get(at.node);
    const output = definition?.outputs[at.port];
    if (!definition || !output) return at;
    const wired = Object.entries(definition.inputs).filter(([port]) => feeding.has(keyOf({ node: at.node, port })));
    const found =
      wired.find(([, { type }]) => type === output.type) ??
      wired.find(([, { type }]) => assignable(type, output.type).ok);
    return { node: at.node, port: found?.[0] ?? "" };
  }

  #keep(node: FlatNode): void {
    if (this.#nodes.length < MAX_NODES) this.#nodes.push(node);
    else if (!this.#isFull) {
      this.#isFull = true;
      this.#diagnostics.push(
        errorDiagnostic(
          "block.too-many-nodes",
          `With its blocks opened the strategy has more than ${MAX_NODES} nodes; use fewer.`,
          { path: node.path, nodeId: node.shownId },
        ),
      );
    }
  }

  #mayOpen(node: GraphNode, path: string, part: Part): boolean {
    if (part.depth < MAX_NESTING) return true;
    const message = `Blocks are nested deeper than ${MAX_NESTING} levels, or a block contains itself. Take one of them out.`;
    const shown = part.shownId ?? node.id;
    if (!this.#diagnostics.some((diagnostic) => diagnostic.code === "block.nesting" && diagnostic.nodeId === shown)) {
      this.#diagnostics.push(errorDiagnostic("block.nesting", message, { path, nodeId: shown }));
    }
    return false;
  }

  #open(node: GraphNode, path: string, part: Part): void {
    const block = findBlock(this.#document, node.kind)!;
    const definition = this.#registry.get(node.kind, node.version);
    const shownId = part.shownId ?? node.id;
    if (!definition) {
      const message = `The block "${block.title}" is at version ${block.version}, and this node was made with version ${node.version}. Set it to ${block.version}.`;
      const fixes = [
        {
          label: `Use version ${block.version}`,
          patch: [{ op: "set", path: `${path}/version`, value: block.version }],
        },
      ] as const;
      this.#diagnostics.push(
        errorDiagnostic("block.version", message, { path: `${path}/version`, nodeId: shownId, fixes }),
      );
      return;
    }
    const given = this.#rename(node, part).params;
    for (const key of Object.keys(given)) {
      if (key in definition.params.shape) continue;
      this.#diagnostics.push(
        errorDiagnostic("param.unknown", `The block "${block.title}" has no parameter "${key}".`, {
          path: `${path}/params/${key}`,
          nodeId: shownId,
        }),
      );
    }
    const params = Object.fromEntries(
      block.parameters.map((parameter) => [parameter.key, given[parameter.key] ?? parameter.default]),
    );
    const prefix = `${part.prefix}${node.id}/`;
    this.#passages.add(prefix + BLOCK_INPUTS);
    this.#passages.add(prefix + BLOCK_OUTPUTS);
    const blockPath = `/blocks/${this.#document.blocks!.indexOf(block)}`;
    this.expand({ graph: block, prefix, path: blockPath, shownId, params, depth: part.depth + 1 });
  }

  /** Gives an inner node its full id, and puts values in the place of the block's parameters. */
  #rename(node: GraphNode, { prefix, params }: Part): GraphNode {
    if (params === null) return node;
    const filled: Record<string, ParamValue> = {};
    for (const [key, value] of Object.entries(node.params)) {
      const reference = referenceOf(value);
      filled[key] = reference !== null && reference in params ? params[reference]! : value;
    }
    return { ...node, id: prefix + node.id, params: filled };
  }

  #place(reference: PortReference, { prefix }: Part, inner: ReadonlySet<string>, passage: string): PortReference {
    const node = inner.has(reference.node) ? `${reference.node}/${passage}` : reference.node;
    return { node: prefix + node, port: reference.port };
  }
}

function keyOf({ node, port }: PortReference): string {
  return `${node}.${port}`;
}
