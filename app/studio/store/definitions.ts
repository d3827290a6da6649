import type { GraphDocument, GraphNode, ParamValue } from "@/graph-runtime/graph/document.ts";
import type { NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { documentRegistry, type OwnKinds } from "@/graph-runtime/nodes/document-registry.ts";
import { isInputShown } from "@/graph-runtime/nodes/input-shown.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import type { PortRef } from "../commands/command.ts";
import { indexOf, portKey } from "./document-index.ts";

/** Which end of an edge a port can be: outputs are sources, inputs are targets. */
export type PortSide = "source" | "target";

export type PortView = {
  readonly id: string;
  readonly label: string;
  readonly type: PortType | null;
  readonly optional: boolean;
  readonly help?: string;
  /** One of a run of like inputs, of which the wired ones are shown, and one more. */
  readonly spare?: boolean;
};

/** Returns the definition that a node was saved with, or undefined for a kind that neither this version nor the document knows. */
export function definitionOf(node: GraphNode, document: OwnKinds): NodeDefinition | undefined {
  return documentRegistry(document, registry).get(node.kind, node.version);
}

const portsOfDefinition = new WeakMap<
  NodeDefinition,
  { readonly inputs: readonly PortView[]; readonly outputs: readonly PortView[] }
>();

export function portsOf(definition: NodeDefinition): {
  readonly inputs: readonly PortView[];
  readonly outputs: readonly PortView[];
} {
  const known = portsOfDefinition.get(definition);
  if (known !== undefined) return known;
  const ports = {
    inputs: Object.entries(definition.inputs).map(([id, spec]) => ({
      id,
      label: spec.label,
      type: spec.type,
      optional: spec.optional === true,
      spare: spec.spare === true,
      ...(spec.help === undefined ? {} : { help: spec.help }),
    })),
    outputs: Object.entries(definition.outputs).map(([id, spec]) => ({
      id,
      label: spec.label,
      type: spec.type,
      optional: true,
      ...(spec.help === undefined ? {} : { help: spec.help }),
    })),
  };
  portsOfDefinition.set(definition, ports);
  return ports;
}

/** Returns the inputs of a node that its parameters make it read, and those that are wired all the same. */
export function shownInputs(document: GraphDocument, node: GraphNode): readonly PortView[] {
  const definition = definitionOf(node, document);
  if (definition === undefined) return [];
  const { inputs } = portsOf(definition);
  if (inputs.every((port) => definition.inputs[port.id]?.shownWhen === undefined)) return inputs;
  const params = resolvedParams(document, node);
  const { incoming } = indexOf(document);
  return inputs.filter(
    (port) => isInputShown(definition.inputs[port.id]!, params) || incoming.has(portKey(node.id, port.id)),
  );
}

export function portTypeOf(document: GraphDocument, port: PortRef, side: PortSide): PortType | null {
  const node = indexOf(document).nodes.get(port.node);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  const spec = side === "source" ? definition?.outputs[port.port] : definition?.inputs[port.port];
  return spec?.type ?? null;
}

/** Returns the title a node is known by: its own label, or the title of its kind. */
export function titleOf(node: GraphNode, document: OwnKinds): string {
  return node.label ?? definitionOf(node, document)?.meta.title ?? node.kind;
}

export function portLabel(document: GraphDocument, port: PortRef, side: PortSide): string {
  const node = indexOf(document).nodes.get(port.node);
  if (node === undefined) return port.port;
  const definition = definitionOf(node, document);
  const spec = side === "source" ? definition?.outputs[port.port] : definition?.inputs[port.port];
  return `${titleOf(node, document)}, ${spec?.label ?? port.port}`;
}

/** Returns the parameters as the compiler will read them: knobs replaced by their defaults, defaults filled in. */
export function resolvedParams(document: GraphDocument, node: GraphNode): Readonly<Record<string, unknown>> {
  const raw = Object.fromEntries(
    Object.entries(node.params).map(([key, value]) => [key, dereference(document, value)]),
  );
  const parsed = definitionOf(node, document)?.params.safeParse(raw);
  return parsed?.success === true ? parsed.data : raw;
}

export function dereference(document: GraphDocument, value: ParamValue): unknown {
  if (typeof value !== "object" || Array.isArray(value)) return value;
  return document.parameters.find((parameter) => parameter.key === value.$param)?.default;
}

type Summary = Pick<GraphDocument, "parameters" | "blocks"> & { readonly text: string };
const summaries = new WeakMap<GraphNode, Summary>();

/** Returns the one-line reading of a node, or what its kind does where the parameters do not fit their schema. */
export function summaryOf(document: GraphDocument, node: GraphNode): string {
  const known = summaries.get(node);
  const { parameters, blocks } = document;
  if (known !== undefined && known.parameters === parameters && known.blocks === blocks) return known.text;
  const text = summarise(document, node);
  summaries.set(node, { parameters, blocks, text });
  return text;
}

function summarise(document: GraphDocument, node: GraphNode): string {
  const definition = definitionOf(node, document);
  if (definition === undefined) return `${node.kind} is not known to this version`;
  const raw = Object.fromEntries(
    Object.entries(node.params).map(([key, value]) => [key, dereference(document, value)]),
  );
  const parsed = definition.params.safeParse(raw);
  return parsed.success ? definition.explain(parsed.data) : definition.meta.summary;
}

export function familyOf(document: GraphDocument, nodeId: string): NodeDefinition["meta"]["family"] | null {
  const node = indexOf(document).nodes.get(nodeId);
  return node === undefined ? null : (definitionOf(node, document)?.meta.family ?? null);
}
