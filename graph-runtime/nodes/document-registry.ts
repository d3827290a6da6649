import { z } from "zod";
import type { Block, Parameter } from "../graph/document.ts";
import { blockKind, type OwnKinds } from "./block-kind.ts";
import type { InputSpec, NodeDefinition, OutputSpec } from "./define-node.ts";
import type { Registry } from "./registry.ts";

/** Returns a registry that also knows the document's own blocks. */
export function documentRegistry({ blocks }: OwnKinds, base: Registry): Registry {
  if (blocks === undefined || blocks.length === 0) return base;
  const known = registries.get(blocks);
  if (known?.base === base) return known.registry;
  const registry = registryWith(blocks, base);
  registries.set(blocks, { base, registry });
  return registry;
}

// The canvas asks for a definition many times per edit: documents share what an edit left alone, so identity is enough.
const registries = new WeakMap<readonly Block[], { readonly base: Registry; readonly registry: Registry }>();
const definitions = new WeakMap<Block, NodeDefinition>();

function registryWith(blocks: readonly Block[], base: Registry): Registry {
  const own = new Map(blocks.map((block) => [blockKind(block.id), definitionOf(block)]));
  return {
    get: (kind, version) => {
      const block = own.get(kind);
      if (!block) return base.get(kind, version);
      return version === undefined || version === block.version ? block : undefined;
    },
    all: () => [...base.all(), ...own.values()],
  };
}

function definitionOf(block: Block): NodeDefinition {
  const known = definitions.get(block);
  if (known !== undefined) return known;
  const definition = defineBlock(block);
  definitions.set(block, definition);
  return definition;
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
