import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

const ignored = /(\.test\.tsx?$|\.tsbuildinfo$|(^|\/)(node_modules|\.next|dist|\.data|\.cache)(\/|$))/;

function* walk(root, path) {
  const absolute = join(root, path);
  if (!existsSync(absolute) || ignored.test(path)) return;
  const entries = (() => {
    try {
      return readdirSync(absolute, { withFileTypes: true });
    } catch (error) {
      if (error.code === "ENOTDIR") return undefined;
      throw error;
    }
  })();
  if (entries === undefined) {
    yield path;
    return;
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) yield* walk(root, join(path, entry.name));
}

/** Returns a hash over the contents of files and folders (tests left out), which tells whether a build is still current. */
export function hashSources(root, paths, salt = "") {
  const hash = createHash("sha256").update(`${process.versions.node.split(".")[0]} ${salt}`);
  for (const start of paths) {
    for (const path of walk(root, start)) hash.update(`\0${path}\0`).update(readFileSync(join(root, path)));
  }
  return hash.digest("hex");
}

/** Tells whether the stamp file holds this hash. */
export function isStamped(file, hash) {
  return existsSync(file) && readFileSync(file, "utf8") === hash;
}

/** Writes the stamp: only after the work that it vouches for has succeeded. */
export function writeStamp(file, hash) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, hash);
}
