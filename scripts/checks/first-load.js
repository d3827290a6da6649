import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

/** Kilobytes of compressed JavaScript that a route may ask for before it shows itself. */
const budgets = { "/strategies/[id]": 350 };

/** Returns for each route with a budget the kilobytes of its first load in the present build. */
export function measureFirstLoad(root) {
  const routes = JSON.parse(readFileSync(join(root, ".next/diagnostics/route-bundle-stats.json"), "utf8"));
  return Object.entries(budgets).map(([name, budget]) => {
    const route = routes.find((one) => one.route === name);
    if (route === undefined) throw new Error(`the build has no route ${name}: correct scripts/checks/first-load.js`);
    const bytes = route.firstLoadChunkPaths.reduce(
      (sum, path) => sum + gzipSync(readFileSync(join(root, path))).length,
      0,
    );
    return { name, budget, kilobytes: bytes / 1000 };
  });
}
