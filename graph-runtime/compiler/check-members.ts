import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";
import type { GraphDocument } from "../graph/document.ts";
import type { ResolvedNode } from "./resolve-nodes.ts";

/** Refuses sets of instruments that name one which the strategy does not trade: it could never be in the set. */
export function checkMembers(document: GraphDocument, nodes: readonly ResolvedNode[], diagnostics: Diagnostic[]): void {
  for (const { id, path, definition, params } of nodes) {
    for (const symbol of definition.members?.(params) ?? []) {
      if (document.universe.includes(symbol)) continue;
      const known = document.universe.join(", ") || "none";
      diagnostics.push(
        errorDiagnostic(
          "universe.unknown-symbol",
          `${definition.meta.title}: "${symbol}" is none of the strategy's instruments (${known}). Add it to them, or take it out of the set.`,
          {
            path: `${path}/params/symbols`,
            nodeId: id,
            expected: known,
            received: symbol,
            fixes: [
              {
                label: `Add "${symbol}" to the strategy's instruments`,
                patch: [{ op: "add", path: "/universe/-", value: symbol }],
              },
            ],
          },
        ),
      );
    }
  }
}
