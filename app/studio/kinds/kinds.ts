import type { Block, Parameter } from "@/graph-runtime/graph/document.ts";
import { blockKind, type OwnKinds } from "@/graph-runtime/nodes/block-kind.ts";
import { createRegistry, type KindRegistry } from "@/graph-runtime/nodes/create-registry.ts";
import type { Kind } from "./kind.ts";
import { kindData } from "./kind-data.ts";
import type { ParamField } from "./param-field.ts";
import { stepFor } from "./step-for.ts";

/** The kinds of the product. */
export const kinds: KindRegistry<Kind> = createRegistry(kindData);

// The canvas asks for a kind many times per edit: documents share what an edit left alone, so identity is enough.
const known = new WeakMap<readonly Block[], KindRegistry<Kind>>();
const kindOfBlock = new WeakMap<Block, Kind>();

/** Returns the kinds of the product and the document's own blocks. */
export function kindsOf({ blocks }: OwnKinds): KindRegistry<Kind> {
  if (blocks === undefined || blocks.length === 0) return kinds;
  const present = known.get(blocks);
  if (present !== undefined) return present;
  const own = new Map(blocks.map((block) => [blockKind(block.id), asKind(block)]));
  const all: KindRegistry<Kind> = {
    get: (kind, version) => {
      const block = own.get(kind);
      if (block === undefined) return kinds.get(kind, version);
      return version === undefined || version === block.version ? block : undefined;
    },
    all: () => [...kinds.all(), ...own.values()],
  };
  known.set(blocks, all);
  return all;
}

function asKind(block: Block): Kind {
  const present = kindOfBlock.get(block);
  if (present !== undefined) return present;
  const ports = (list: Block["inputs"]) => Object.fromEntries(list.map(({ id, type, label }) => [id, { type, label }]));
  const kind: Kind = {
    kind: blockKind(block.id),
    version: block.version,
    meta: { title: block.title, family: "blocks" },
    words: { keywords: ["block"], summary: block.description ?? "A block of this strategy." },
    inputs: ports(block.inputs),
    outputs: ports(block.outputs),
    fields: block.parameters.map(fieldOf),
  };
  kindOfBlock.set(block, kind);
  return kind;
}

function fieldOf(parameter: Parameter): ParamField {
  const { key, label = key, type, min, max } = parameter;
  const field = { key, label, primary: false };
  if (type === "boolean") return { ...field, defaultValue: parameter.default === true, control: { kind: "switch" } };
  if (type === "text")
    return {
      ...field,
      defaultValue: String(parameter.default),
      control: { kind: "text", multiline: false, maxLength: 2_000 },
    };
  const integer = type === "integer";
  return {
    ...field,
    defaultValue: Number(parameter.default),
    control: {
      kind: "number",
      integer,
      step: integer ? 1 : stepFor(min, max),
      slider: false,
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    },
  };
}
