import { randomUUID } from "node:crypto";
import { access, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { describeDiskError } from "./disk-error.ts";
import type { ObjectStore } from "./object-store.ts";

/** Keeps files in a folder. A file is written beside its place and moved there, so that nobody ever sees half of it. */
export function folderStore(folder: string): ObjectStore {
  const at = (key: string): string => path.join(folder, ...key.split("/"));
  return {
    get: async (key) => {
      try {
        return await readFile(at(key));
      } catch (error) {
        if (isMissing(error)) return null;
        throw error;
      }
    },
    put: async (key, bytes) => {
      const target = at(key);
      const draft = `${target}.${randomUUID()}.draft`;
      try {
        await mkdir(path.dirname(target), { recursive: true });
        await writeFile(draft, bytes, { flush: true });
        await rename(draft, target);
      } catch (error) {
        await rm(draft, { force: true });
        throw describeDiskError(error);
      }
    },
    has: async (key) => {
      try {
        await access(at(key));
        return true;
      } catch {
        return false;
      }
    },
    remove: (key) => rm(at(key), { force: true }),
  };
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
