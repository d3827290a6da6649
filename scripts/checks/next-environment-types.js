import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes next-env.d.ts where it is missing: Next generates it on its first build, and types are checked before that. */
export function ensureNextEnvironmentTypes(root) {
  const file = join(root, "next-env.d.ts");
  if (!existsSync(file)) {
    writeFileSync(file, '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n');
  }
  for (const folder of [".next/types", ".next/dev/types"]) removeStaleValidator(root, folder);
}

/** Removes what an earlier build wrote about routes when one of them is no longer there: the next build writes it anew. */
function removeStaleValidator(root, folder) {
  const file = join(root, folder, "validator.ts");
  if (!existsSync(file)) return;
  const text = readFileSync(file, "utf8");
  const named = [...text.matchAll(/^\/\/ Validate (\S+)$/gm)].map((match) => join(root, folder, match[1]));
  if (named.some((path) => !existsSync(path))) rmSync(file);
}
