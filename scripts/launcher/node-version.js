import { LaunchError } from "./launch-error.js";

const minimum = [20, 19];

/** Throws a clear message when this Node is older than the product needs. */
export function requireNodeVersion(version = process.versions.node) {
  const [major, minor] = version.split(".").map(Number);
  if (major > minimum[0] || (major === minimum[0] && minor >= minimum[1])) return;
  throw new LaunchError(
    `Node ${minimum.join(".")} or newer is needed, this is ${version}.`,
    "Install a current Node (https://nodejs.org, version 20, 22 or 24) and start again.",
  );
}
