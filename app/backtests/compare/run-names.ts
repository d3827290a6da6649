import type { BacktestDetail } from "../BacktestView.tsx";

type Named = Pick<BacktestDetail, "strategyName" | "versionNumber" | "parameters" | "dataset">;

/** Returns a name for each run that tells it from the others: what differs among them stands in it. */
export function runNames(runs: readonly Named[]): string[] {
  const names = runs.map(({ strategyName, versionNumber }) => `${strategyName} v${versionNumber}`);
  const keys = [...new Set(runs.flatMap(({ parameters }) => Object.keys(parameters)))];
  const telling = keys.filter((key) => new Set(runs.map(({ parameters }) => String(parameters[key]))).size > 1);
  const hasData = new Set(runs.map(({ dataset }) => dataset.id)).size > 1;
  const full = runs.map(({ parameters, dataset }, index) => {
    const parts = telling.flatMap((key) => (parameters[key] === undefined ? [] : [`${key} ${parameters[key]}`]));
    return [names[index], ...(hasData ? [dataset.symbol] : []), ...parts].join(", ");
  });
  return full.map((name, index) => (full.indexOf(name) === full.lastIndexOf(name) ? name : `${name} (${index + 1})`));
}
