import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { type ConnectAnswer, checkConnection } from "@/graph-runtime/nodes/check-connection.ts";
import type { PortRef } from "../commands/command.ts";
import { kindsOf } from "../kinds/kinds.ts";

/** Tells whether an output may be wired to an input, and in words why not: the compiler's rules, on the editor's kinds. */
export function canJoin(document: GraphDocument, from: PortRef, to: PortRef): ConnectAnswer {
  const kinds = kindsOf(document);
  return checkConnection(document, { from, to }, (kind, version) => kinds.get(kind, version));
}
