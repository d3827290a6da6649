import type { Parameter } from "@/graph-runtime/graph/document.ts";
import type { ApiInput } from "../trpc/context.ts";

type Knob = ApiInput["sweeps"]["run"]["plan"]["knobs"][number];

/** What is written for one knob: a range for numbers, a list for the rest; only those that are on are varied. */
export type KnobDraft = {
  readonly key: string;
  readonly label: string;
  readonly isNumber: boolean;
  readonly isOn: boolean;
  readonly from: string;
  readonly to: string;
  readonly step: string;
  readonly list: string;
};

/** Steps of a first suggestion. */
const suggested = 10;

/** Suggests a range around the usual value, within the bounds. */
export function draftOf({ key, label, type, default: usual, min, max, step }: Parameter, isOn: boolean): KnobDraft {
  const isNumber = type === "integer" || type === "number";
  const middle = typeof usual === "number" ? usual : 0;
  const whole = type === "integer";
  const low = bounded(middle / 2, min, max, whole);
  const high = bounded(middle * 2 || 1, min, max, whole);
  const by = whole
    ? Math.max(1, Math.round((high - low) / suggested))
    : (step ?? Number(((high - low) / suggested).toPrecision(2)));
  return {
    key,
    label: label ?? key,
    isNumber,
    isOn,
    from: String(low),
    to: String(high),
    step: String(by),
    list: type === "boolean" ? "true, false" : String(usual),
  };
}

function bounded(
  value: number,
  min = Number.NEGATIVE_INFINITY,
  max = Number.POSITIVE_INFINITY,
  whole: boolean,
): number {
  const within = Math.min(max, Math.max(min, value));
  return whole ? Math.round(within) : Number(within.toPrecision(6));
}

/** Returns what is sent for a knob, or why it cannot be sent. */
export function readKnob(draft: KnobDraft): { readonly knob: Knob } | { readonly problem: string } {
  const { key, label } = draft;
  if (!draft.isNumber) {
    const values = draft.list.split(",").flatMap((text) => (text.trim() === "" ? [] : [readValue(text.trim())]));
    return values.length === 0 ? { problem: `${label}: list at least one value.` } : { knob: { key, values } };
  }
  const [from, to, step] = [draft.from, draft.to, draft.step].map((text) =>
    text.trim() === "" ? Number.NaN : Number(text),
  );
  if (from === undefined || to === undefined || step === undefined || ![from, to, step].every(Number.isFinite))
    return { problem: `${label}: from, to and step must be numbers.` };
  if (!(step > 0)) return { problem: `${label}: the step must be above zero, was ${step}.` };
  if (to < from) return { problem: `${label}: the range ends at ${to}, before it begins at ${from}.` };
  return { knob: { key, from, to, step } };
}

function readValue(text: string): number | string | boolean {
  if (text === "true" || text === "false") return text === "true";
  const number = Number(text);
  return Number.isFinite(number) ? number : text;
}
