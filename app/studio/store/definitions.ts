import type { GraphDocument, GraphNode, ParamValue } from "@/graph-runtime/graph/document.ts";
import type { OwnKinds } from "@/graph-runtime/nodes/block-kind.ts";
import { isInputShown } from "@/graph-runtime/nodes/input-shown.ts";
import type { PortType } from "@/graph-runtime/nodes/port-type.ts";
import type { PortRef } from "../commands/command.ts";
import type { Kind } from "../kinds/kind.ts";
import { kindsOf } from "../kinds/kinds.ts";
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
export function definitionOf(node: GraphNode, document: OwnKinds): Kind | undefined {
  return kindsOf(document).get(node.kind, node.version);
}

const portsOfDefinition = new WeakMap<
  Kind,
  { readonly inputs: readonly PortView[]; readonly outputs: readonly PortView[] }
>();

export function portsOf(definition: Kind): {
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
  const params: Record<string, unknown> = {};
  for (const field of definitionOf(node, document)?.fields ?? []) params[field.key] = field.defaultValue;
  for (const [key, value] of Object.entries(node.params)) {
    const given = dereference(document, value);
    if (given !== undefined) params[key] = given;
  }
  return params;
}

export function dereference(document: GraphDocument, value: ParamValue): unknown {
  if (typeof value !== "object" || Array.isArray(value)) return value;
  return document.parameters.find((parameter) => parameter.key === value.$param)?.default;
}

export function familyOf(document: GraphDocument, nodeId: string): Kind["meta"]["family"] | null {
  const node = indexOf(document).nodes.get(nodeId);
  return node === undefined ? null : (definitionOf(node, document)?.meta.family ?? null);
}
