import type { NodeDefinition } from "@/graph-runtime/nodes/define-node.ts";
import { definitions } from "@/graph-runtime/nodes/registry.ts";
import type { Kind } from "./kind.ts";
import type { KindHelp } from "./kind-help.ts";
import { readFields } from "./read-fields.ts";

/** Returns the kinds as data for the editor, and apart from them what the inspector says of them. */
export function kindFiles(): Readonly<Record<string, string>> {
  const offered = definitions.filter((definition) => definition.internal !== true);
  return {
    "app/studio/kinds/kind-data.ts": moduleOf(
      `import type { Kind } from "./kind.ts";\n\nexport const kindData: readonly Kind[]`,
      offered.map((definition) => kindOf(definition)),
    ),
    "app/studio/kinds/kind-help-data.ts": moduleOf(
      `import type { KindHelp } from "./kind-help.ts";\n\nexport const kindHelpData: readonly KindHelp[]`,
      offered.map((definition) => helpOf(definition)),
    ),
  };
}

/** One line for each kind. A string that is parsed starts faster than an object that is compiled. */
function moduleOf(head: string, items: readonly object[]): string {
  const lines = items.map((item) => JSON.stringify(item).replaceAll(/[\\`]|\$\{/g, (found) => `\\${found}`));
  return `// Made from the definitions by \`npm run generate\`.\n${head} = JSON.parse(\`[\n${lines.join(",\n")}\n]\`);\n`;
}

function kindOf(definition: NodeDefinition): Kind {
  const { kind, version, meta, inputs, outputs, market = {} } = definition;
  const close = Object.keys(market).find((port) => market[port] === "close");
  const instrument = parameterOfInstrument(definition);
  return {
    kind,
    version,
    meta: { title: meta.title, family: meta.family },
    inputs: mapValues(inputs, ({ type, label, help, optional, spare, shownWhen }) => ({
      type,
      label,
      ...(help === undefined ? {} : { help }),
      ...(optional === undefined ? {} : { optional }),
      ...(spare === undefined ? {} : { spare }),
      ...(shownWhen === undefined ? {} : { shownWhen }),
    })),
    outputs: mapValues(outputs, ({ type, label, help }) => ({ type, label, ...(help === undefined ? {} : { help }) })),
    fields: readFields(definition.params).map(({ help: _help, ...field }) => field),
    ...(close === undefined ? {} : { close }),
    ...(instrument === null ? {} : { instrument }),
    ...(definition.outside === undefined ? {} : { signal: definition.outside.name }),
  };
}

function helpOf(definition: NodeDefinition): KindHelp {
  const { kind, version, meta, examples } = definition;
  const fields = readFields(definition.params).flatMap(({ key, help }) =>
    help === undefined ? [] : [[key, help] as const],
  );
  return {
    kind,
    version,
    ...(meta.reference === undefined ? {} : { reference: meta.reference }),
    fields: Object.fromEntries(fields),
    examples: examples.map(({ title, inputs, outputs }) => ({ title, inputs, outputs })),
  };
}

/** Tries each parameter: the one whose value comes back as the symbol names the instrument. */
function parameterOfInstrument(definition: NodeDefinition): string | null {
  const { instrument, params } = definition;
  if (instrument === undefined) return null;
  const symbol = "WHICH";
  for (const { key } of readFields(params)) {
    const parsed = params.safeParse({ [key]: symbol });
    if (parsed.success && instrument(parsed.data) === symbol) return key;
  }
  throw new Error(`no parameter of ${definition.kind} names its instrument`);
}

function mapValues<From, To>(
  record: Readonly<Record<string, From>>,
  change: (value: From) => To,
): Readonly<Record<string, To>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
