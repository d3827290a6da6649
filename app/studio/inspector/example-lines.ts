import type { Kind } from "../kinds/kind.ts";
import type { KindHelp } from "../kinds/kind-help.ts";

type Example = KindHelp["examples"][number];

export type ExampleLine = {
  readonly id: string;
  readonly label: string;
  readonly isOutput: boolean;
  /** Conditions and events are drawn as steps from 0 to 1. */
  readonly isCondition: boolean;
  readonly values: readonly (number | null)[];
};

const fewestBars = 3;

/** Returns the example that has the most to show, or null where none has enough bars. */
export function exampleToShow(examples: KindHelp["examples"]): Example | null {
  let best: Example | null = null;
  for (const example of examples)
    if (barsOf(example) >= fewestBars && barsOf(example) > (best === null ? 0 : barsOf(best))) best = example;
  return best;
}

/** Returns what goes in and what comes out of a kind in an example, in the order of its ports. */
export function exampleLines(kind: Kind, example: Example): readonly ExampleLine[] {
  const line = (isOutput: boolean) => (entry: [string, readonly (number | null)[]]) => {
    const [id, values] = entry;
    const port = (isOutput ? kind.outputs : kind.inputs)[id];
    const isCondition = port?.type === "boolean" || port?.type === "event";
    return { id: `${isOutput ? "out" : "in"}:${id}`, label: port?.label ?? id, isOutput, isCondition, values };
  };
  return [
    ...Object.entries(example.inputs).map(line(false)),
    ...Object.entries(example.outputs).map(line(true)),
  ].filter(({ values }) => values.some((value) => value !== null));
}

/** Returns the path of a line over a width and a height; unknown bars leave a gap. */
export function linePath(
  { values, isCondition }: ExampleLine,
  range: { readonly least: number; readonly most: number },
  size: { readonly width: number; readonly height: number },
): string {
  const step = values.length > 1 ? size.width / (values.length - (isCondition ? 0 : 1)) : size.width;
  const span = range.most - range.least || 1;
  let path = "";
  let isDrawing = false;
  values.forEach((value, bar) => {
    if (value === null) {
      isDrawing = false;
      return;
    }
    const y = (size.height - ((value - range.least) / span) * size.height).toFixed(1);
    const x = (bar * step).toFixed(1);
    if (isCondition) path += `${isDrawing ? "L" : "M"}${x} ${y}H${((bar + 1) * step).toFixed(1)}`;
    else path += `${isDrawing ? "L" : "M"}${x} ${y}${values[bar + 1] == null && !isDrawing ? "h0.1" : ""}`;
    isDrawing = true;
  });
  return path;
}

function barsOf(example: Example): number {
  return Math.max(0, ...Object.values({ ...example.inputs, ...example.outputs }).map((values) => values.length));
}
