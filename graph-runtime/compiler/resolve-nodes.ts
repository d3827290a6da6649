import { type Diagnostic, errorDiagnostic, type Fix, infoDiagnostic } from "../core/diagnostic.ts";
import type { GraphDocument, GraphNode } from "../graph/document.ts";
import type { NodeDefinition } from "../nodes/define-node.ts";
import type { Registry } from "../nodes/registry.ts";
import type { FlatGraph } from "./inline-blocks.ts";
import { referenceOf } from "./param-reference.ts";

/** A node with its definition and its parameters filled in. */
export type ResolvedNode = {
  readonly id: string;
  /** JSON pointer of the node in the document. */
  readonly path: string;
  readonly definition: NodeDefinition;
  readonly params: Readonly<Record<string, unknown>>;
};

export type Overrides = Readonly<Record<string, number | string | boolean>>;

export type ResolveTask = {
  readonly document: GraphDocument;
  readonly graph: FlatGraph;
  readonly registry: Registry;
  /** Values for the document's parameters. */
  readonly overrides: Overrides;
};

/** Looks up each node's kind, replaces references to parameters and checks the values. */
export function resolveNodes(task: ResolveTask, diagnostics: Diagnostic[]): Map<string, ResolvedNode> {
  const { graph, registry } = task;
  const resolved = new Map<string, ResolvedNode>();
  const knobs = readKnobs(task.document, task.overrides, diagnostics);
  graph.nodes.forEach(({ node, path }) => {
    if (resolved.has(node.id)) {
      diagnostics.push(
        errorDiagnostic(
          "node.duplicate-id",
          `Two nodes have the id "${node.id}"; each needs its own. Rename one of them.`,
          {
            path: `${path}/id`,
            nodeId: node.id,
            expected: "an id of its own",
            received: node.id,
            fixes: renaming(node.id, path, graph),
          },
        ),
      );
      return;
    }
    if (node.muted) return;
    const definition = registry.get(node.kind, node.version);
    if (!definition) {
      diagnostics.push(unknownKind(node, path, registry));
      return;
    }
    const behind = olderVersion(node, path, registry);
    if (behind) diagnostics.push(behind);
    const params = readParams({ node, definition, path, knobs }, diagnostics);
    if (params) resolved.set(node.id, { id: node.id, path, definition, params });
  });
  return resolved;
}

/** Connections go on meaning the first of the two. What stands inside a block is renamed there. */
function renaming(id: string, path: string, { nodes }: FlatGraph): Fix[] {
  if (id.includes("/")) return [];
  const taken = new Set(nodes.map(({ node }) => node.id));
  let rank = 2;
  while (taken.has(`${id}-${rank}`)) rank++;
  return [
    { label: `Call the second "${id}-${rank}"`, patch: [{ op: "set", path: `${path}/id`, value: `${id}-${rank}` }] },
  ];
}

function unknownKind(node: GraphNode, path: string, registry: Registry): Diagnostic {
  const newest = registry.get(node.kind);
  if (!newest) {
    return errorDiagnostic(
      "node.unknown-kind",
      `There is no node kind "${node.kind}". Remove the node, or choose another kind from the palette.`,
      {
        path: `${path}/kind`,
        nodeId: node.id,
        expected: "a kind of the palette",
        received: node.kind,
        fixes: [{ label: "Remove the node", patch: [{ op: "remove", path }] }],
      },
    );
  }
  return errorDiagnostic(
    "node.unknown-version",
    `"${newest.meta.title}" has no version ${node.version}; the newest here is ${newest.version}. Set it to ${newest.version}, or update Quantloom.`,
    {
      path: `${path}/version`,
      nodeId: node.id,
      expected: String(newest.version),
      received: String(node.version),
      fixes: [
        {
          label: `Use version ${newest.version}`,
          patch: [{ op: "set", path: `${path}/version`, value: newest.version }],
        },
      ],
    },
  );
}

/** A node of an earlier version keeps its meaning; the fix makes it one of the newest version that means the same. */
function olderVersion(node: GraphNode, path: string, registry: Registry): Diagnostic | null {
  const newest = registry.get(node.kind);
  const earlier = newest?.earlier?.find(({ version }) => version === node.version);
  if (!newest || !earlier) return null;
  const { title } = newest.meta;
  // what stands inside a block is edited there
  const isInner = node.id.includes("/");
  return infoDiagnostic(
    "node.older-version",
    `"${title}" was saved with version ${node.version} and keeps its meaning. ${earlier.change}.`,
    {
      path: `${path}/version`,
      nodeId: node.id,
      expected: String(newest.version),
      received: String(node.version),
      fixes: isInner
        ? []
        : [
            {
              label: `Update to version ${newest.version}, which does the same`,
              patch: [
                { op: "set", path: `${path}/version`, value: newest.version },
                { op: "set", path: `${path}/params`, value: earlier.upgrade(node.params) },
              ],
            },
          ],
    },
  );
}

type Knobs = ReadonlyMap<string, number | string | boolean>;

function readKnobs(document: GraphDocument, overrides: Overrides, diagnostics: Diagnostic[]): Knobs {
  const knobs = new Map<string, number | string | boolean>();
  document.parameters.forEach((parameter, index) => {
    const path = `/parameters/${index}`;
    if (knobs.has(parameter.key)) {
      diagnostics.push(
        errorDiagnostic("parameter.duplicate-key", `Two parameters have the key "${parameter.key}"; rename one.`, {
          path,
        }),
      );
      return;
    }
    const value = overrides[parameter.key] ?? parameter.default;
    const { min, max } = parameter;
    const tooSmall = typeof value === "number" && min !== undefined && value < min;
    const tooLarge = typeof value === "number" && max !== undefined && value > max;
    if (tooSmall || tooLarge) {
      const message = `Parameter "${parameter.key}" must be ${min ?? "any"} to ${max ?? "any"}, was ${value}.`;
      diagnostics.push(
        errorDiagnostic("parameter.out-of-range", message, {
          path,
          expected: `${min ?? ""} to ${max ?? ""}`,
          received: String(value),
        }),
      );
    }
    knobs.set(parameter.key, value);
  });
  for (const key of Object.keys(overrides)) {
    if (!knobs.has(key)) {
      const known = [...knobs.keys()].join(", ") || "none";
      diagnostics.push(
        errorDiagnostic("parameter.unknown", `There is no parameter "${key}"; this strategy has: ${known}.`, {
          path: "/parameters",
          received: key,
        }),
      );
    }
  }
  return knobs;
}

type ParamTask = {
  readonly node: GraphNode;
  readonly definition: NodeDefinition;
  readonly path: string;
  readonly knobs: Knobs;
};

function readParams(
  { node, definition, path, knobs }: ParamTask,
  diagnostics: Diagnostic[],
): Readonly<Record<string, unknown>> | null {
  const values: Record<string, unknown> = {};
  let complete = true;
  for (const [key, value] of Object.entries(node.params)) {
    if (!(key in definition.params.shape)) {
      complete = false;
      const known = Object.keys(definition.params.shape).join(", ") || "none";
      diagnostics.push(
        errorDiagnostic("param.unknown", `"${definition.meta.title}" has no parameter "${key}"; it has: ${known}.`, {
          path: `${path}/params/${key}`,
          nodeId: node.id,
          expected: known,
          received: key,
          fixes: [{ label: `Remove "${key}"`, patch: [{ op: "remove", path: `${path}/params/${key}` }] }],
        }),
      );
      continue;
    }
    const reference = referenceOf(value);
    if (reference === null) {
      values[key] = value;
      continue;
    }
    const knob = knobs.get(reference);
    if (knob === undefined) {
      complete = false;
      diagnostics.push(
        errorDiagnostic(
          "param.missing-parameter",
          `"${key}" refers to the parameter "${reference}", which this strategy does not have. Add it, or set a value.`,
          {
            path: `${path}/params/${key}`,
            nodeId: node.id,
            expected: [...knobs.keys()].join(", ") || "no reference",
            received: reference,
            fixes: [
              { label: `Reset "${key}" to its default`, patch: [{ op: "remove", path: `${path}/params/${key}` }] },
            ],
          },
        ),
      );
    } else values[key] = knob;
  }
  const parsed = definition.params.safeParse(values);
  if (!parsed.success) {
    for (const issue of parsed.error.issues) {
      const key = String(issue.path[0] ?? "");
      const found = key in values ? JSON.stringify(values[key]) : "nothing";
      diagnostics.push(
        errorDiagnostic(
          "param.invalid",
          `${definition.meta.title}: "${key}" is not valid (${issue.message}); found ${found}.`,
          {
            path: `${path}/params/${key}`,
            nodeId: node.id,
            expected: issue.message.replace(/^.*?expected /, ""),
            received: found ?? "nothing",
            fixes: [
              { label: `Reset "${key}" to its default`, patch: [{ op: "remove", path: `${path}/params/${key}` }] },
            ],
          },
        ),
      );
    }
    return null;
  }
  return complete ? parsed.data : null;
}
