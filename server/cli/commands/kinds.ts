import { z } from "zod";
import type { NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import type { Command } from "../command.ts";
import { parseOptions } from "../parse-options.ts";

export const kindsCommand: Command = {
  name: "kinds",
  usage: "kinds [--json]",
  summary: "the catalogue of node kinds: version, family, ports, parameters as JSON Schema, warm-up",
  run: (parameters) => {
    const options = parseOptions(parameters, { json: { type: "boolean" } }, null);
    const kinds = registry.all().filter((definition) => !definition.internal);
    if (options.flag("json")) return { output: JSON.stringify(kinds.map(describe), null, 2), messages: [], ok: true };
    const lines = kinds.map(
      ({ kind, version, meta }) => `${`${kind}@${version}`.padEnd(34)} ${meta.title}: ${meta.summary}`,
    );
    return { output: lines.join("\n"), messages: [], ok: true };
  },
};

function describe(definition: NodeDefinition) {
  const { kind, version, meta, params, inputs, outputs } = definition;
  const defaults = params.safeParse({});
  return {
    kind,
    version,
    family: meta.family,
    title: meta.title,
    summary: meta.summary,
    keywords: meta.keywords,
    ...(meta.reference === undefined ? {} : { reference: meta.reference }),
    inputs,
    outputs,
    params: z.toJSONSchema(params, { io: "input" }),
    // in bars, at the default parameters
    warmup: defaults.success ? definition.warmup(defaults.data) : null,
    settle: defaults.success ? (definition.settle?.(defaults.data) ?? 0) : null,
  };
}
