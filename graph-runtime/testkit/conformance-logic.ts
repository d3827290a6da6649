import type { NodeDefinition } from "../nodes/define-node.ts";
import type { NodeSeries } from "../nodes/run-node.ts";
import { runNode } from "../nodes/run-node.ts";
import type { ConformanceCard } from "./conformance.ts";
import { forEachSet } from "./conformance-behaviour.ts";
import { genericSeries } from "./node-series.ts";

const VALUES = [0, 1, Number.NaN] as const;

function powerOfThree(exponent: number): number {
  let power = 1;
  for (let k = 0; k < exponent; k++) power *= 3;
  return power;
}

/** Every combination of false, true and unknown over the given ports, one a bar; the other ports carry ordinary values. */
function combinations(definition: NodeDefinition, ports: readonly string[]): NodeSeries {
  const length = powerOfThree(ports.length);
  const series: Record<string, Float64Array> = { ...genericSeries(definition, length) };
  // what is not under test stays unwired, so that gates with many inputs show their small forms
  for (const [name, { optional }] of Object.entries(definition.inputs))
    if (optional && !ports.includes(name)) delete series[name];
  for (const column of Object.values(series)) column.fill(column[0]!);
  ports.forEach((port, rank) => {
    series[port] = Float64Array.from({ length }, (_, i) => VALUES[Math.floor(i / powerOfThree(rank)) % 3]!);
  });
  return series;
}

/** Kleene logic: what is known while a condition is unknown stays so whichever way the condition turns out. */
function checkKleene(definition: NodeDefinition): string | null {
  if (definition.state ?? definition.triggers) return null;
  const conditions = Object.keys(definition.inputs).filter((name) => definition.inputs[name]!.type === "boolean");
  if (conditions.length === 0) return null;
  const ports = conditions.slice(0, 4);
  return forEachSet(definition, ({ params }) => {
    const series = combinations(definition, ports);
    const { outputs } = runNode(definition, { params, series });
    for (const [name, column] of Object.entries(outputs)) {
      for (let i = 0; i < column.length; i++) {
        if (Number.isNaN(column[i]!)) continue;
        for (const [rank, port] of ports.entries()) {
          if (!Number.isNaN(series[port]![i]!)) continue;
          for (const settled of [0, 1]) {
            const other = i + (settled - 2) * powerOfThree(rank);
            if (column[other] !== column[i])
              return `${name} is ${column[i]} while ${port} is unknown, but ${column[other]} once it is ${settled}`;
          }
        }
      }
    }
    return null;
  });
}

export const logicCards: readonly ConformanceCard[] = [
  { name: "an unknown condition decides nothing (Kleene logic)", check: checkKleene },
];
