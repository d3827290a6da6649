import { authDoor, enterDemoDoor, signInOptions } from "./account-doors.ts";
import { type ApiRoute, type Fields, matchPattern } from "./api-route.ts";
import { dataRoutes } from "./data-doors.ts";
import { hooksDoor } from "./hooks-door.ts";
import { healthDoor, metricsDoor, readyDoor } from "./operations-doors.ts";
import { postbacksDoor } from "./postbacks-door.ts";
import { proceduresDoor } from "./procedures-door.ts";
import { openapiDoor, referenceDoor, restDoor } from "./public-api-doors.ts";
import { recordRoutes } from "./record-doors.ts";
import { resultRoutes } from "./result-doors.ts";
import { sharedResultDoor } from "./shared-result-door.ts";

/** What is answered in front of Next; the first that fits. Any other address is a page or a route handler in app. */
const apiRoutes: readonly ApiRoute[] = [
  { path: "/api/trpc/{procedure}", doors: { GET: proceduresDoor, POST: proceduresDoor } },
  { path: "/api/v1/openapi.json", doors: { GET: openapiDoor } },
  { path: "/api/v1/reference", doors: { GET: referenceDoor } },
  {
    path: "/api/v1/{path...}",
    doors: { DELETE: restDoor, GET: restDoor, PATCH: restDoor, POST: restDoor, PUT: restDoor },
  },
  ...recordRoutes,
  ...resultRoutes,
  ...dataRoutes,
  { path: "/shared/results/{token}", doors: { GET: sharedResultDoor } },
  { path: "/api/auth/{path...}", doors: { GET: authDoor, POST: authDoor } },
  { path: "/api/demo/enter", doors: { POST: enterDemoDoor } },
  { path: "/api/sign-in-options", doors: { GET: signInOptions } },
  { path: "/api/postbacks/{account}", doors: { POST: postbacksDoor } },
  { path: "/api/hooks/{hook}", doors: { POST: hooksDoor } },
  { path: "/api/health", doors: { GET: healthDoor } },
  { path: "/api/ready", doors: { GET: readyDoor } },
  { path: "/api/metrics", doors: { GET: metricsDoor } },
];

export type FoundRoute = ApiRoute & { readonly fields: Fields };

/** Returns the route of a path and the fields in it, or null where Next answers. */
export function findRoute(path: string): FoundRoute | null {
  if (!path.startsWith("/api/") && !path.startsWith("/shared/results/")) return null;
  for (const route of apiRoutes) {
    const fields = matchPattern(route.path, path);
    if (fields !== null) return { ...route, fields };
  }
  return null;
}
