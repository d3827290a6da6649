import { type Diagnostic, errorDiagnostic, warningDiagnostic } from "../core/diagnostic.ts";
import { isInputShown } from "../nodes/input-shown.ts";
import { assignable, type Conversion } from "../nodes/port-type.ts";
import type { FlatGraph } from "./inline-blocks.ts";
import type { ResolvedNode } from "./resolve-nodes.ts";

export type Source = { readonly node: string; readonly port: string; readonly conversion: Conversion | null };

/** For each node, what feeds each of its wired inputs. */
export type Wiring = ReadonlyMap<string, ReadonlyMap<string, Source>>;

/** Checks every edge and every required input, and returns who feeds whom. */
export function wire(graph: FlatGraph, nodes: ReadonlyMap<string, ResolvedNode>, diagnostics: Diagnostic[]): Wiring {
  const wiring = new Map<string, Map<string, Source>>();
  for (const id of nodes.keys()) wiring.set(id, new Map());
  const declared = new Set(graph.nodes.map(({ node }) => node.id));
  graph.edges.forEach(({ edge, path }) => {
    const removal = [{ label: "Remove the connection", patch: [{ op: "remove", path }] }] as const;
    for (const end of [edge.from, edge.to]) {
      if (!declared.has(end.node)) {
        diagnostics.push(
          errorDiagnostic("edge.unknown-node", `A connection names the node "${end.node}", which does not exist.`, {
            path,
            nodeId: end.node,
            portId: end.port,
            expected: "a node of the strategy",
            received: end.node,
            fixes: removal,
          }),
        );
        return;
      }
    }
    const from = nodes.get(edge.from.node);
    const to = nodes.get(edge.to.node);
    if (!from || !to) return;
    const output = from.definition.outputs[edge.from.port];
    const input = to.definition.inputs[edge.to.port];
    if (!output) {
      const known = Object.keys(from.definition.outputs).join(", ") || "none";
      diagnostics.push(
        errorDiagnostic(
          "edge.unknown-port",
          `"${from.definition.meta.title}" has no output "${edge.from.port}"; it has: ${known}.`,
          {
            path: `${path}/from/port`,
            nodeId: from.id,
            portId: edge.from.port,
            expected: known,
            received: edge.from.port,
            fixes: removal,
          },
        ),
      );
      return;
    }
    if (!input) {
      const known = Object.keys(to.definition.inputs).join(", ") || "none";
      diagnostics.push(
        errorDiagnostic(
          "edge.unknown-port",
          `"${to.definition.meta.title}" has no input "${edge.to.port}"; it has: ${known}.`,
          {
            path: `${path}/to/port`,
            nodeId: to.id,
            portId: edge.to.port,
            expected: known,
            received: edge.to.port,
            fixes: removal,
          },
        ),
      );
      return;
    }
    const fit = assignable(output.type, input.type);
    if (!fit.ok) {
      diagnostics.push(
        errorDiagnostic("edge.type", `${to.definition.meta.title}, input "${input.label}": ${fit.reason}`, {
          path,
          nodeId: to.id,
          portId: edge.to.port,
          expected: input.type,
          received: output.type,
          fixes: removal,
        }),
      );
      return;
    }
    const inputs = wiring.get(to.id);
    if (inputs?.has(edge.to.port)) {
      diagnostics.push(
        errorDiagnostic(
          "edge.doubled",
          `Input "${input.label}" of "${to.definition.meta.title}" has two connections; an input takes one. Remove one of them.`,
          {
            path,
            nodeId: to.id,
            portId: edge.to.port,
            expected: "one connection",
            received: "two",
            fixes: removal,
          },
        ),
      );
      return;
    }
    inputs?.set(edge.to.port, { node: from.id, port: edge.from.port, conversion: fit.conversion ?? null });
  });
  for (const node of nodes.values()) checkRequired(node, wiring, diagnostics);
  return wiring;
}

function checkRequired(node: ResolvedNode, wiring: Wiring, diagnostics: Diagnostic[]): void {
  for (const [port, input] of Object.entries(node.definition.inputs)) {
    const isWired = wiring.get(node.id)?.has(port) ?? false;
    const isRead = isInputShown(input, node.params);
    if (isWired && !isRead) diagnostics.push(unread(node, port));
    if (input.optional || isWired || !isRead) continue;
    diagnostics.push(
      errorDiagnostic("input.missing", `${node.definition.meta.title} needs something wired to "${input.label}".`, {
        path: node.path,
        nodeId: node.id,
        portId: port,
        expected: input.type,
        received: "nothing",
      }),
    );
  }
}

function unread({ id, path, definition, params }: ResolvedNode, port: string): Diagnostic {
  const { label, shownWhen } = definition.inputs[port]!;
  const [key, values] = Object.entries(shownWhen ?? {})[0]!;
  return warningDiagnostic(
    "input.unread",
    `${definition.meta.title} does not read "${label}" while its ${key} is ${String(params[key])}; it does for ${values.join(", ")}. Choose one of those, or remove the connection.`,
    { path, nodeId: id, portId: port, expected: values.join(", "), received: String(params[key]) },
  );
}
