import type { NodeDefinition } from "./define-node.ts";
import { FAMILIES, FAMILY_TITLES } from "./family.ts";
import { chart } from "./reference/chart.ts";
import { page } from "./reference/page.ts";
import { registry } from "./registry.ts";

const FOLDER = "docs/nodes";
const shortName = (definition: NodeDefinition): string => definition.kind.slice(definition.kind.indexOf(".") + 1);
const nameOf = (definition: NodeDefinition): string => `${definition.meta.family}/${shortName(definition)}`;

function index(definitions: readonly NodeDefinition[]): string {
  const families = FAMILIES.flatMap((family) => {
    const members = definitions
      .filter((definition) => definition.meta.family === family)
      .sort((a, b) => (a.meta.title < b.meta.title ? -1 : 1));
    if (members.length === 0) return [];
    const lines = members.map(
      (definition) => `- [${definition.meta.title}](${nameOf(definition)}.md): ${definition.meta.summary}`,
    );
    return [`<a id="${family}"></a>\n\n## ${FAMILY_TITLES[family]}`, lines.join("\n")];
  });
  const intro = `The ${definitions.length} kinds of node, by family. Each page is written from the kind's own definition: its examples run as tests.`;
  return `${["# Nodes", intro, ...families].join("\n\n")}\n`;
}

/** Returns the node reference as file -> text: a page and a chart for each kind, and an index by family. */
export function referencePages(): Record<string, string> {
  const definitions = registry.all().filter((definition) => !definition.internal);
  const files: Record<string, string> = { [`${FOLDER}/README.md`]: index(definitions) };
  for (const definition of definitions) {
    const path = `${FOLDER}/${nameOf(definition)}`;
    const picture = chart(definition);
    if (picture) files[`${path}.svg`] = picture;
    files[`${path}.md`] = page(definition, picture ? `${shortName(definition)}.svg` : null);
  }
  return files;
}
