import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";

/**
 * Downloads Debian packages and unpacks them into a cache folder, without installing anything into the system. Returns
 * the folder, or undefined where there is no apt or no network.
 */
export function unpackDebianPackages(cacheFolder, name, packages) {
  const folder = join(cacheFolder, name);
  if (existsSync(folder)) return folder;
  const unfinished = `${folder}.${process.pid}`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    const options = { cwd: unfinished, stdio: "ignore", timeout: 120_000 };
    let download = spawnSync("apt-get", ["download", ...packages], options);
    if (download.status !== 0) {
      // A fresh machine has no package lists yet.
      spawnSync("apt-get", ["update"], options);
      download = spawnSync("apt-get", ["download", ...packages], options);
    }
    if (download.status !== 0) return undefined;
    for (const file of readdirSync(unfinished).filter((path) => path.endsWith(".deb"))) {
      if (spawnSync("dpkg-deb", ["-x", file, "."], options).status !== 0) return undefined;
      rmSync(join(unfinished, file));
    }
    renameSync(unfinished, folder);
    return folder;
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

/** Returns the folders of shared libraries inside an unpacked package, for LD_LIBRARY_PATH. */
export function libraryFolders(folder) {
  const found = [];
  for (const base of ["usr/lib", "lib"]) {
    if (!existsSync(join(folder, base))) continue;
    found.push(join(folder, base));
    for (const entry of readdirSync(join(folder, base), { withFileTypes: true })) {
      if (entry.isDirectory() && /-linux-gnu/.test(entry.name)) found.push(join(folder, base, entry.name));
    }
  }
  return found;
}
