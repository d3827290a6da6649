// npm leaves packages for other systems out of package-lock.json when the registry in use does not carry them, and `npm ci`
// then refuses the file everywhere. Their entries need no more than version and platform, which their names tell.
const systems = {
  darwin: "darwin",
  linux: "linux",
  win32: "win32",
  windows: "win32",
  android: "android",
  freebsd: "freebsd",
};
const moreSystems = ["openbsd", "netbsd", "sunos", "aix", "openharmony"];
const processors = "x64 arm64 arm ia32 riscv64 s390x ppc64 ppc64le loong64 mips64el wasm32".split(" ");

function platformOf(name) {
  const words = name.replace(/^@[^/]+\//, "").split(/[-/]/);
  const os = words.map((word) => systems[word] ?? (moreSystems.includes(word) ? word : undefined)).find(Boolean);
  const cpu = words.find((word) => processors.includes(word)) ?? undefined;
  const libc = words.some((word) => word.startsWith("musl")) ? "musl" : words.includes("gnu") ? "glibc" : undefined;
  return { cpu, os, libc };
}

function isPresent(packages, from, name) {
  for (let folder = from; ; folder = folder.slice(0, Math.max(0, folder.lastIndexOf("node_modules/") - 1))) {
    if (packages[`${folder === "" ? "" : `${folder}/`}node_modules/${name}`] !== undefined) return true;
    if (folder === "") return false;
  }
}

/** Returns the entries that `npm ci` will miss, as path -> entry. */
export function findMissingEntries(lock) {
  const missing = {};
  for (const [path, entry] of Object.entries(lock.packages)) {
    for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
      if (isPresent(lock.packages, path, name)) continue;
      const version = range.replace(/^[\^~]/, "");
      const { cpu, os, libc } = platformOf(name);
      if (!/^\d+\.\d+\.\d+/.test(version) || (cpu === undefined && os === undefined)) continue;
      missing[`node_modules/${name}`] = {
        version,
        ...(cpu === undefined ? {} : { cpu: [cpu] }),
        ...(entry.dev ? { dev: true } : {}),
        ...(libc === undefined ? {} : { libc: [libc] }),
        optional: true,
        ...(os === undefined ? {} : { os: [os] }),
      };
    }
  }
  return missing;
}

/** Returns the lock file with the missing entries added, in npm's order. */
export function completeLock(lock) {
  const packages = { ...lock.packages, ...findMissingEntries(lock) };
  const sorted = Object.keys(packages).sort((a, b) => a.localeCompare(b, "en"));
  return { ...lock, packages: Object.fromEntries(sorted.map((path) => [path, packages[path]])) };
}
