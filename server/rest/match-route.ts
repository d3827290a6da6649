import type { Route } from "./define-route.ts";

export type Match =
  | { readonly route: Route; readonly fields: Readonly<Record<string, string>> }
  | { readonly route: null; readonly allowed: readonly string[] };

/** Finds the route of a method and path; when the path is known under other methods, names those. */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match {
  const allowed: string[] = [];
  for (const route of routes) {
    const fields = matchPath(route.path, path);
    if (!fields) continue;
    if (route.method === method) return { route, fields };
    allowed.push(route.method);
  }
  return { route: null, allowed };
}

function matchPath(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split("/");
  const given = path.split("/");
  if (wanted.length !== given.length) return null;
  const fields: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const value = given[index] ?? "";
    if (!part.startsWith("{")) {
      if (part !== value) return null;
    } else if (value === "") return null;
    else fields[part.slice(1, -1)] = value;
  }
  return fields;
}
