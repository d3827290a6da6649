// The directions of ARCHITECTURE.md ("who may import whom"). Each comment says what to do instead.

const RUNTIME = "^graph-runtime/";

/** What each folder of graph-runtime may import, besides itself. `testkit` is for tests and may import everything. */
const RUNTIME_LAYERS = {
  core: [],
  market: ["core"],
  kernels: ["core"],
  quant: ["core", "market", "kernels"],
  graph: ["core", "market", "kernels"],
  risk: ["core", "market", "kernels"],
  analytics: ["core", "market", "kernels", "sim"],
  nodes: ["core", "market", "kernels", "quant", "graph"],
  compiler: ["core", "market", "kernels", "quant", "graph", "nodes"],
  engine: ["core", "market", "kernels", "quant", "graph", "nodes", "compiler", "risk"],
  sim: ["core", "market", "kernels", "quant", "graph", "nodes", "compiler", "risk", "engine"],
  templates: ["core", "market", "kernels", "quant", "graph", "nodes", "compiler"],
  sentence: ["core", "market", "kernels", "quant", "graph", "nodes"],
};

const isTest = "(\\.test\\.tsx?$|^test/|^graph-runtime/testkit/)";

/** What the studio's Web Worker runs, and what writes the studio's data. */
const IN_WORKER =
  "^app/(picture/draw-|studio/(preview/(preview\\.worker|evaluate|look|count-gates)|asking/(answer-question|read-fragment|say-words|summarise)|kinds/kind-files)\\.ts$)";

const runtimeLayerRules = Object.entries(RUNTIME_LAYERS).map(([layer, allowed]) => ({
  name: `graph-runtime-${layer}`,
  comment:
    `graph-runtime/${layer} may import only ${allowed.length > 0 ? allowed.join(", ") : "nothing else"} of graph-runtime. ` +
    "Move the shared idea down a layer, or pass the value in as an argument.",
  severity: "error",
  from: { path: `^graph-runtime/${layer}/`, pathNot: isTest },
  to: { path: RUNTIME, pathNot: `^graph-runtime/(${[layer, ...allowed].join("|")})/` },
}));

module.exports = {
  forbidden: [
    ...runtimeLayerRules,
    {
      name: "analytics-sees-results-only",
      comment:
        "analytics reads the event log alone: it may import the *types* of a result from sim, never its code. Pass the result in.",
      severity: "error",
      from: { path: "^graph-runtime/analytics/", pathNot: isTest },
      to: { path: "^graph-runtime/sim/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "graph-runtime-is-pure",
      comment:
        "graph-runtime runs in a browser worker, a Node worker and a test alike: it imports only itself and zod. Take I/O, time and randomness as arguments.",
      severity: "error",
      from: { path: RUNTIME, pathNot: isTest },
      to: { pathNot: ["^graph-runtime/", "(^|/)node_modules/(zod|pure-rand)/"] },
    },
    {
      name: "server-not-upwards",
      comment: "server/ knows nothing of app/ or workers/: move what both need into server/ or graph-runtime/.",
      severity: "error",
      from: { path: "^server/" },
      to: { path: "^(app|workers)/" },
    },
    {
      name: "workers-not-app",
      comment:
        "A worker parses a job, calls server/ and reports. What app/ and a worker share belongs in server/ or graph-runtime/.",
      severity: "error",
      from: { path: "^workers/" },
      to: { path: "^app/" },
    },
    {
      name: "app-server-types-only",
      comment:
        "app/ knows the server through tRPC: write `import type`, and call the procedure. Only app/api and the proxy run server code.",
      severity: "error",
      from: { path: "^app/", pathNot: ["^app/api/", isTest] },
      to: { path: "^server/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "editor-without-schemas",
      comment:
        "The editor's page is light: zod, kinds and kernels live in its Web Worker. Read the data of kinds/, ask the worker (asking/), or import the type alone.",
      severity: "error",
      from: { path: "^app/studio/", pathNot: [isTest, "/testing/", IN_WORKER] },
      to: {
        path: [
          "node_modules/zod/",
          "^graph-runtime/(engine|kernels|nodes/kinds|compiler)/",
          "^graph-runtime/(nodes/(registry|document-registry|connect)|graph/(document|settings|read-document)|market/timeframe)\\.ts$",
          IN_WORKER,
        ],
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "app-not-workers",
      comment: "app/ starts work by adding a job through a tRPC procedure, never by importing workers/.",
      severity: "error",
      from: { path: "^app/" },
      to: { path: "^workers/" },
    },
    {
      name: "only-server-db-imports-prisma",
      comment: "Prisma stays in server/db: add a repository function there that returns a domain object, and call it.",
      severity: "error",
      from: { path: "^(app|server|workers|graph-runtime|proxy\\.ts)", pathNot: ["^server/db/", isTest] },
      to: { path: "(node_modules/@?prisma/|^server/db/generated/)" },
    },
    {
      name: "brokers-do-not-meet",
      comment: "One broker never sees another: move the shared part into server/brokers/port.",
      severity: "error",
      from: { path: "^server/brokers/([^/]+)/", pathNot: isTest },
      to: { path: "^server/brokers/[^/]+/", pathNot: "^server/brokers/($1|port)/" },
    },
    {
      name: "simulators-stand-alone",
      comment:
        "A simulator and the adapter that is tested against it share no code, else both could be wrong alike: write it twice.",
      severity: "error",
      from: { path: "^server/simulators/", pathNot: isTest },
      to: {
        path: "^server/",
        pathNot: ["^server/simulators/", "^server/data/synthetic-market\\.ts$", "^server/env\\.ts$"],
      },
    },
    {
      name: "nobody-imports-simulators",
      comment: "The product speaks to a simulator as to any broker: over its protocol.",
      severity: "error",
      from: { path: "^(app|server|workers|graph-runtime)/", pathNot: ["^server/simulators/", isTest] },
      to: { path: "^server/simulators/" },
    },
    {
      name: "features-meet-at-the-door",
      comment: "A feature reaches another only through its service.ts or dto.ts: export what you need there.",
      severity: "error",
      from: { path: "^server/features/([^/]+)/", pathNot: isTest },
      to: {
        path: "^server/features/[^/]+/",
        pathNot: ["^server/features/$1/", "^server/features/[^/]+/(service|dto)\\.ts$"],
      },
    },
    {
      name: "nothing-imports-tests",
      comment: "Tests and the testkit are leaves: move what the product needs out of them.",
      severity: "error",
      from: { pathNot: ["(\\.test\\.tsx?$|^test/|^graph-runtime/testkit/)"] },
      to: { path: "(\\.test\\.tsx?$|^test/|^graph-runtime/testkit/)" },
    },
    {
      name: "no-cycles",
      comment:
        "Two files that import each other are one idea or three: extract what both need. A type-only cycle is allowed.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "resolvable",
      comment: "The import cannot be resolved: correct the path, or add the package with `npm install --save-exact`.",
      severity: "error",
      from: {},
      // The schema engine is located at run time: its package declares no export for the file that it ships.
      to: { couldNotResolve: true, pathNot: "^@prisma/schema-engine-wasm/" },
    },
    {
      name: "no-dev-packages-in-the-product",
      comment:
        "This package is a devDependency, absent from a production install: move it to dependencies or do without.",
      severity: "error",
      from: { path: "^(app|server|workers|graph-runtime)/", pathNot: isTest },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(\\.next|dist|next-env\\.d\\.ts)(/|$)" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
    skipAnalysisNotInRules: true,
  },
};
