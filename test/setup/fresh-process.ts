import { afterAll } from "vitest";

// Integration files share a worker, because reading the platform's modules anew for each of them took a third of the processor time.
// What a process keeps for itself (settings, database, queues, ...) is on globalThis under a name of its own, and is forgotten here.

type Closable = { close?(): Promise<void>; $disconnect?(): Promise<void> };
const kept = globalThis as Record<string, unknown>;
const own = (): string[] => Object.keys(kept).filter((name) => name.startsWith("quantloom"));
const isOurs = (name: string): boolean => !name.startsWith("VITEST");

kept["environmentBefore"] ??= {
  ...process.env,
  // What the launcher would pass.
  QUANTLOOM_SECRET: "integration-tests-need-a-secret-of-32-characters",
  LOG_LEVEL: "silent",
};
const before = kept["environmentBefore"] as NodeJS.ProcessEnv;
for (const name of Object.keys(process.env)) if (isOurs(name) && !(name in before)) delete process.env[name];
for (const [name, value] of Object.entries(before)) if (isOurs(name)) process.env[name] = value;
for (const name of own()) delete kept[name];

afterAll(async () => {
  // The queues first: they may still speak of what is in the database.
  for (const name of ["quantloomDeliverer", "quantloomEvents", "quantloomDatabase"]) {
    const one = kept[name] as Closable | undefined;
    await one?.close?.();
    await one?.$disconnect?.();
  }
  for (const name of own()) delete kept[name];
});
