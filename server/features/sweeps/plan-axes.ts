import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import { rangeLength, rangeValues, type SweepAxis } from "@/graph-runtime/sim/sweep/sweep-axes.ts";
import { AppError } from "../../errors/app-error.ts";
import type { SweepKnob, SweepPlan } from "./dto.ts";

export const mostPoints = 200_000;
const mostValues = 2_000;

/** Returns the axes of a plan; throws where it names a knob that the strategy has not, or where it has too many points. */
export function planAxes(document: Pick<GraphDocument, "parameters">, plan: SweepPlan): SweepAxis[] {
  const keys = plan.knobs.map(({ key }) => key);
  const twice = keys.find((key, index) => keys.indexOf(key) !== index);
  if (twice !== undefined) throw refuse(`The knob ${twice} is named twice: give all its values at once.`);
  const known = document.parameters.map(({ key }) => key);
  for (const knob of plan.knobs) checkKnob(knob, document.parameters, known);
  const points = plan.knobs.reduce((product, knob) => product * lengthOf(knob), 1);
  if (plan.mode === "grid" && points > mostPoints) throw tooMany(points);
  return plan.knobs.map((knob) => ({ key: knob.key, values: "values" in knob ? knob.values : rangeValues(knob) }));
}

function lengthOf(knob: SweepKnob): number {
  return "values" in knob ? knob.values.length : rangeLength(knob);
}

function checkKnob(knob: SweepKnob, parameters: GraphDocument["parameters"], known: readonly string[]): void {
  const { key } = knob;
  const parameter = parameters.find((candidate) => candidate.key === key);
  if (parameter === undefined) {
    const found = known.length === 0 ? "it has none: expose one in the inspector first" : `it has ${known.join(", ")}`;
    throw refuse(`The strategy has no knob ${key}; ${found}.`);
  }
  if ("values" in knob) return;
  if (parameter.type !== "integer" && parameter.type !== "number")
    throw refuse(`The knob ${key} holds a ${parameter.type}: list its values instead of a range.`);
  const { from, to, step } = knob;
  if (to < from) throw refuse(`The range of ${key} ends at ${to}, before it begins at ${from}.`);
  if (parameter.type === "integer" && ![from, step].every(Number.isInteger))
    throw refuse(`The knob ${key} takes whole numbers: ${from} by steps of ${step} are none.`);
  const { min, max } = parameter;
  if ((min !== undefined && from < min) || (max !== undefined && to > max))
    throw refuse(`The knob ${key} goes from ${min ?? "any"} to ${max ?? "any"}; the range asks for ${from} to ${to}.`);
  const length = rangeLength(knob);
  if (length > mostValues) {
    // Counted as a grid of one knob: a billion values are a billion points.
    if (length > mostPoints) throw tooMany(length);
    throw refuse(
      `The range of ${key} has ${count(length)} values; at most ${count(mostValues)} can be told apart. Take larger steps.`,
    );
  }
}

const count = (value: number): string => value.toLocaleString("en-US", { maximumFractionDigits: 0 });

function tooMany(points: number): AppError {
  const message = `This sweep has ${count(points)} points; at most ${count(mostPoints)} can be run. Take larger steps, fewer knobs, or draw points at random.`;
  return new AppError("too-large", { message, points, most: mostPoints });
}

function refuse(message: string): AppError {
  return new AppError("invalid-input", { message });
}
