import type { GraphDocument } from "../graph/document.ts";
import type { Registry } from "../nodes/registry.ts";
import { referenceOf } from "./param-reference.ts";

/** Returns the symbols that the nodes of a document name, with the parameters at their defaults; the document need not compile. */
export function namedInstruments(document: GraphDocument, registry: Registry): readonly string[] {
  const knobs = new Map(document.parameters.map((parameter) => [parameter.key, parameter.default]));
  const symbols = new Set<string>();
  for (const { kind, version, params, muted } of [document, ...(document.blocks ?? [])].flatMap(({ nodes }) => nodes)) {
    const definition = registry.get(kind, version);
    if (!definition?.instrument || muted) continue;
    const values = Object.entries(params).map(([key, value]) => {
      const reference = referenceOf(value);
      return [key, reference === null ? value : knobs.get(reference)];
    });
    const parsed = definition.params.safeParse(Object.fromEntries(values));
    if (parsed.success) symbols.add(definition.instrument(parsed.data));
  }
  return [...symbols];
}
