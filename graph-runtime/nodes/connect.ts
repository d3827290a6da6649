import type { GraphDocument, PortReference } from "../graph/document.ts";
import { type ConnectAnswer, checkConnection } from "./check-connection.ts";
import { documentRegistry } from "./document-registry.ts";
import { type Registry, registry as standardRegistry } from "./registry.ts";

/** Tells whether an output may be wired to an input, and in words why not. */
export function canConnect(
  document: GraphDocument,
  from: PortReference,
  to: PortReference,
  base: Registry = standardRegistry,
): ConnectAnswer {
  const registry = documentRegistry(document, base);
  return checkConnection(document, { from, to }, (kind, version) => registry.get(kind, version));
}
