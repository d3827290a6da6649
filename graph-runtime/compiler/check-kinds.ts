import { type Diagnostic, errorDiagnostic, warningDiagnostic } from "../core/diagnostic.ts";
import type { Protection } from "../nodes/define-node.ts";
import type { ResolvedNode } from "./resolve-nodes.ts";
import type { Wiring } from "./wire.ts";

/** Asks each kind what is wrong with its parameters among its wires and the rest of the strategy. */
export function checkKinds(nodes: readonly ResolvedNode[], wiring: Wiring, diagnostics: Diagnostic[]): void {
  const protections = new Set<Protection["role"]>();
  const brought = new Set<Protection["role"]>();
  for (const { definition, params } of nodes) {
    for (const { role } of definition.protection?.(params) ?? []) protections.add(role);
    for (const role of definition.brings ?? []) brought.add(role);
  }
  for (const { id, path, definition, params } of nodes) {
    if (!definition.check) continue;
    const wired = wiring.get(id);
    const connected = Object.fromEntries(
      Object.keys(definition.inputs).map((port) => [port, wired?.has(port) ?? false]),
    );
    for (const { severity, message, param } of definition.check(params, { connected, protections, brought })) {
      const write = severity === "error" ? errorDiagnostic : warningDiagnostic;
      const place = param === undefined ? path : `${path}/params/${param}`;
      diagnostics.push(write("node.check", `${definition.meta.title}: ${message}`, { path: place, nodeId: id }));
    }
  }
}
