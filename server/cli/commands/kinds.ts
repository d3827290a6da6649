import { z } from "zod";
import type { NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { FAMILIES } from "@/graph-runtime/nodes/family.ts";
import { page } from "@/graph-runtime/nodes/reference/page.ts";
import { registry } from "@/graph-runtime/nodes/registry.ts";
import { type Command, UsageError } from "../command.ts";
import { parseOptions } from "../parse-options.ts";

export const kindsCommand: Command = {
  name: "kinds",
  usage: "kinds [kind] [--json]",
  summary:
    "the catalogue of node kinds, or the page of one; with --json its ports, parameters as JSON Schema and warm-up",
  run: (parameters) => {
    const asked = parameters.find((one) => !one.startsWith("-")) ?? null;
    const options = parseOptions(parameters, { json: { type: "boolean" } }, asked === null ? null : "one kind");
    const all = registry.all().filter((definition) => !definition.internal);
    const kinds = asked === null ? all : [kindNamed(asked, all)];
    if (options.flag("json")) return { output: JSON.stringify(kinds.map(describe), null, 2), messages: [], ok: true };
    if (asked !== null) return { output: page(kinds[0]!, null), messages: [], ok: true };
    const place = ({ meta }: NodeDefinition): number => FAMILIES.indexOf(meta.family);
    const lines = [...kinds]
      .sort((a, b) => place(a) - place(b))
      .map(({ kind, version, meta }) => `${`${kind}@${version}`.padEnd(34)} ${meta.title}: ${meta.summary}`);
    return { output: lines.join("\n"), messages: [], ok: true };
  },
};

function kindNamed(asked: string, kinds: readonly NodeDefinition[]): NodeDefinition {
  const found = kinds.find(({ kind }) => kind === asked);
  if (found) return found;
  const word = asked.slice(asked.lastIndexOf(".") + 1).toLowerCase();
  const near = kinds.filter(({ kind, meta }) => [kind, ...meta.keywords].some((text) => text.includes(word)));
  const names = near.slice(0, 8).map(({ kind }) => kind);
  const hint = names.length === 0 ? "run kinds without a name for all of them" : `near it: ${names.join(", ")}`;
  throw new UsageError(`there is no kind "${asked}"; ${hint}`);
}

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
