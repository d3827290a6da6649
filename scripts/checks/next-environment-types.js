import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes next-env.d.ts where it is missing: Next generates it on its first build, and types are checked before that. */
export function ensureNextEnvironmentTypes(root) {
  const file = join(root, "next-env.d.ts");
  if (!existsSync(file)) {
    writeFileSync(file, '/// <reference types="next" />\n/// <reference types="next/image-types/global" />\n');
  }
}
