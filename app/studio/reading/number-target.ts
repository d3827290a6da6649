import type { ReadingNumber } from "@/graph-runtime/compiler/reading-marks.ts";
import type { GraphDocument } from "@/graph-runtime/graph/document.ts";
import type { Command } from "../commands/command.ts";
import { setParam } from "../commands/edit-node.ts";
import { setKnob } from "../commands/knobs.ts";
import type { NumberBounds } from "../inspector/parse-number.ts";
import { definitionOf, titleOf } from "../store/definitions.ts";
import { indexOf } from "../store/document-index.ts";

/** What a number of a sentence is in the document, and how it is changed there. */
export type NumberTarget = {
  readonly label: string;
  /** As the document has it now; the sentence may be a moment older. */
  readonly value: number;
  readonly bounds: NumberBounds;
  readonly step: number;
  readonly change: (value: number) => Command;
};

/** Finds the parameter, or the knob that it refers to; null where the sentence is older than the document. */
export function numberTarget(document: GraphDocument, number: ReadingNumber): NumberTarget | null {
  const node = indexOf(document).nodes.get(number.nodeId);
  const definition = node === undefined ? undefined : definitionOf(node, document);
  if (node === undefined || definition === undefined) return null;
  const field = definition.fields.find((candidate) => candidate.key === number.param);
  if (field === undefined || field.control.kind !== "number") return null;
  const label = `${titleOf(node, document)}, ${field.label.toLowerCase()}`;
  const given = node.params[number.param];
  const reference = typeof given === "object" && !Array.isArray(given) ? given.$param : null;
  if (reference === null)
    return {
      label,
      value: typeof given === "number" ? given : number.value,
      bounds: field.control,
      step: field.control.step,
      change: (value) => setParam(number.nodeId, number.param, value),
    };
  const knob = document.parameters.find((parameter) => parameter.key === reference);
  if (knob === undefined) return null;
  const { type, min, max, step } = knob;
  return {
    label: `${label} (knob ${knob.label ?? knob.key})`,
    value: typeof knob.default === "number" ? knob.default : number.value,
    bounds: {
      integer: type === "integer",
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    },
    step: step ?? field.control.step,
    change: (value) => setKnob(reference, value),
  };
}
