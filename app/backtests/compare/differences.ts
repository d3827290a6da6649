import type { BacktestDetail } from "../BacktestView.tsx";

export type DifferenceRow = {
  readonly id: string;
  readonly label: string;
  readonly unit: string;
  readonly definition: string;
  /** One value for each run, null where it is not available. */
  readonly values: readonly (number | null)[];
  readonly differs: boolean;
};

type Compared = Pick<BacktestDetail, "statistics">;

/** Returns every statistic that some of the runs have, with the value of each. */
export function statisticRows(runs: readonly Compared[]): DifferenceRow[] {
  const known = new Map(runs.flatMap(({ statistics }) => (statistics ?? []).map((one) => [one.id, one] as const)));
  return [...known.values()].map(({ id, label, unit, definition }) => {
    const values = runs.map(({ statistics }) => statistics?.find((one) => one.id === id)?.value ?? null);
    return { id, label, unit, definition, values, differs: values.some((value) => value !== values[0]) };
  });
}

export type InputRow = { readonly label: string; readonly values: readonly string[]; readonly differs: boolean };

type Inputs = Pick<
  BacktestDetail,
  | "strategyName"
  | "versionNumber"
  | "semanticHash"
  | "dataset"
  | "parameters"
  | "settings"
  | "fingerprint"
  | "engineVersion"
>;

/** Returns what went into the runs: strategy, data, parameters and settings; rows that are equal everywhere are marked as such. */
export function inputRows(runs: readonly Inputs[]): InputRow[] {
  const row = (label: string, of: (run: Inputs) => unknown): InputRow => {
    const values = runs.map((run) => textOf(of(run)));
    return { label, values, differs: values.some((value) => value !== values[0]) };
  };
  const keys = (of: (run: Inputs) => object | null) => [...new Set(runs.flatMap((run) => Object.keys(of(run) ?? {})))];
  return [
    row("Strategy", ({ strategyName, versionNumber }) => `${strategyName} v${versionNumber}`),
    row("Meaning", ({ semanticHash }) => semanticHash.slice(0, 12)),
    row("Data", ({ dataset }) => dataset.name),
    row("Data snapshot", ({ dataset }) => dataset.snapshotId.slice(0, 12)),
    ...keys(({ parameters }) => parameters).map((key) => row(key, ({ parameters }) => parameters[key])),
    ...settingPaths(runs).map((path) => row(path.join(" · "), ({ settings }) => at(settings, path))),
    row("Engine", ({ engineVersion }) => engineVersion),
    row("Fingerprint", ({ fingerprint }) => fingerprint?.slice(0, 12)),
  ];
}

function settingPaths(runs: readonly Inputs[]): string[][] {
  const paths = new Map<string, string[]>();
  const collect = (value: unknown, path: string[]): void => {
    if (typeof value === "object" && value !== null && !Array.isArray(value))
      for (const [key, member] of Object.entries(value)) collect(member, [...path, key]);
    else paths.set(path.join("/"), path);
  };
  for (const { settings } of runs) if (settings !== null) collect(settings, []);
  return [...paths.values()];
}

function at(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (typeof inner === "object" && inner !== null ? (inner as Record<string, unknown>)[key] : undefined),
    value,
  );
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "–";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
