import { Settings } from "@/graph-runtime/graph/settings.ts";
import { UsageError } from "./command.ts";

type Scalar = number | string | boolean;

export type Changes = {
  /** Values of the document's own parameters. */
  readonly parameters: Readonly<Record<string, Scalar>>;
  /** Settings of the run, from keys that begin with "settings.". */
  readonly overrides: (settings: Settings) => Settings;
};

const PREFIX = "settings.";

/** Splits --set pairs into parameters of the strategy (`fast=12`) and settings of the run (`settings.costs.percent=0.05`). */
export function readParameters(pairs: ReadonlyMap<string, Scalar>): Changes {
  const parameters: Record<string, Scalar> = {};
  const settings: [string[], Scalar][] = [];
  for (const [key, value] of pairs) {
    if (key.startsWith(PREFIX)) settings.push([key.slice(PREFIX.length).split("."), value]);
    else parameters[key] = value;
  }
  return { parameters, overrides: (base) => applySettings(base, settings) };
}

function applySettings(base: Settings, changes: readonly (readonly [readonly string[], Scalar])[]): Settings {
  const changed: Record<string, unknown> = structuredClone(base);
  for (const [path, value] of changes) {
    let place = changed;
    path.forEach((key, index) => {
      if (index === path.length - 1) {
        // another model has other fields, so naming one starts from nothing
        if (key === "model" && place[key] !== value) for (const field of Object.keys(place)) delete place[field];
        place[key] = value;
        return;
      }
      const next = place[key];
      const inner: Record<string, unknown> = isRecord(next) ? next : {};
      place[key] = inner;
      place = inner;
    });
  }
  const read = Settings.safeParse(changed);
  if (read.success) return read.data;
  const problems = read.error.issues.map((issue) => `settings.${issue.path.join(".")}: ${issue.message}`);
  throw new UsageError(`--set gives settings that are not valid: ${problems.join("; ")}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
