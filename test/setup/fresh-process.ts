import { afterAll } from "vitest";
import { closeKept, forgetKept, kept } from "./kept-things.ts";

// Integration files share a worker, because reading the platform's modules anew for each of them took a third of the processor time.
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
forgetKept();

afterAll(closeKept);
