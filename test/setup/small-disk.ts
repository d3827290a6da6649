import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Makes a disk of some megabytes in memory, or returns null: only root may, and not in every container. */
export function smallDisk(megabytes: number): string | null {
  const folder = mkdtempSync(join(tmpdir(), "quantloom-disk-"));
  const { status } = spawnSync("mount", ["-t", "tmpfs", "-o", `size=${megabytes}m,mode=755`, "tmpfs", folder]);
  if (status === 0) return folder;
  rmSync(folder, { recursive: true });
  return null;
}

/** Writes a file that leaves `spare` bytes of the disk; returns its place. */
export function fillDisk(disk: string, spare = 0): string {
  const filler = join(disk, "filler");
  const { bavail, bsize } = statfsSync(disk);
  writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - spare)));
  return filler;
}

export function removeDisk(disk: string): void {
  spawnSync("umount", [disk]);
  rmSync(disk, { recursive: true, force: true });
}
