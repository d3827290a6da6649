import { execFileSync } from "node:child_process";

/** Returns the paths of the files that git tracks or would track (new, not ignored), relative to the root. */
export function sourceFiles(root) {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 * 1024 * 1024,
  });
  return [...new Set(listed.split("\0").filter((path) => path !== ""))];
}
