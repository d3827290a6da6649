import { z } from "zod";
import type { Block, GraphDocument, Parameter } from "../graph/document.ts";
import type { InputSpec, NodeDefinition, OutputSpec } from "./define-node.ts";
import type { Registry } from "./registry.ts";

const PREFIX = "block.";

/** Returns the kind of the nodes that stand for a block. */
export function blockKind(id: string): string {
  return PREFIX + id;
}

export function findBlock(document: GraphDocument, kind: string): Block | undefined {
  if (!kind.startsWith(PREFIX)) return undefined;
  const id = kind.slice(PREFIX.length);
  return document.blocks?.find((block) => block.id === id);
}

/** Returns a registry that also knows the document's own blocks. */
export function documentRegistry(document: GraphDocument, base: Registry): Registry {
  const blocks = document.blocks ?? [];
  if (blocks.length === 0) return base;
  const own = new Map(blocks.map((block) => [blockKind(block.id), defineBlock(block)]));
  return {
    get: (kind, version) => {
      const block = own.get(kind);
      if (!block) return base.get(kind, version);
      return version === undefined || version === block.version ? block : undefined;
    },
    all: () => [...base.all(), ...own.values()],
  };
}

function defineBlock(block: Block): NodeDefinition {
  const inputs: Record<string, InputSpec> = {};
  for (const { id, type, label } of block.inputs) inputs[id] = { type, label };
  const outputs: Record<string, OutputSpec> = {};
  for (const { id, type, label } of block.outputs) outputs[id] = { type, label };
  return {
    kind: blockKind(block.id),
    version: block.version,
    meta: {
      title: block.title,
      family: "blocks",
      keywords: ["block"],
      summary: block.description ?? "A block of this strategy.",
    },
    params: z.object(Object.fromEntries(block.parameters.map((parameter) => [parameter.key, schemaOf(parameter)]))),
    inputs,
    outputs,
    warmup: () => 0,
    explain: () => block.title,
    examples: [],
  };
}

function schemaOf(parameter: Parameter): z.ZodType {
  const meta = { label: parameter.label ?? parameter.key };
  if (parameter.type === "boolean")
    return z
      .boolean()
      .default(parameter.default === true)
      .meta(meta);
  if (parameter.type === "text") return z.string().max(2_000).default(String(parameter.default)).meta(meta);
  const number = parameter.type === "integer" ? z.int() : z.number();
  const least = parameter.min === undefined ? number : number.min(parameter.min);
  const bounded = parameter.max === undefined ? least : least.max(parameter.max);
  return bounded.default(Number(parameter.default)).meta(meta);
}
