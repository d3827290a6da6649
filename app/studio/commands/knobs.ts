import type { GraphDocument, Parameter, ParamValue } from "@/graph-runtime/graph/document.ts";
import type { ParamControl, ParamField } from "../kinds/param-field.ts";
import type { Command } from "./command.ts";
import { setParam } from "./edit-node.ts";

/** Only values that a form or a sweep can vary become knobs. */
export function canBeKnob(control: ParamControl): boolean {
  return control.kind === "number" || control.kind === "switch";
}

/** Turns a parameter of a node into a knob of the strategy, under the node's id and the parameter's name. */
export function exposeParam(nodeId: string, field: ParamField, value: unknown): Command {
  return {
    label: `Make ${field.label} a knob`,
    apply: (document) => {
      const node = document.nodes.find((candidate) => candidate.id === nodeId);
      if (node === undefined || (typeof value !== "number" && typeof value !== "boolean")) return document;
      const key = freshKey(document, `${nodeId}-${field.key}`);
      const parameter: Parameter = {
        key,
        label: `${node.label ?? nodeId} ${field.label.toLowerCase()}`.slice(0, 120),
        ...shapeOf(field.control, value),
      };
      const next = { ...document, parameters: [...document.parameters, parameter] };
      return setParam(nodeId, field.key, { $param: key }).apply(next);
    },
  };
}

/** Makes a knob a plain parameter again, with the knob's value; a knob that nothing uses any more goes away. */
export function unexposeParam(nodeId: string, paramKey: string): Command {
  return {
    label: "Remove knob",
    apply: (document) => {
      const raw = document.nodes.find((node) => node.id === nodeId)?.params[paramKey];
      if (typeof raw !== "object" || Array.isArray(raw)) return document;
      const value = document.parameters.find((parameter) => parameter.key === raw.$param)?.default;
      const next = setParam(nodeId, paramKey, value).apply(document);
      const isUsed = next.nodes.some((node) =>
        Object.values(node.params).some(
          (param) => typeof param === "object" && !Array.isArray(param) && param.$param === raw.$param,
        ),
      );
      return isUsed
        ? next
        : { ...next, parameters: next.parameters.filter((parameter) => parameter.key !== raw.$param) };
    },
  };
}

export function isScalar(value: ParamValue): value is number | boolean | string {
  return typeof value !== "object";
}

export function setKnob(key: string, value: number | boolean | string): Command {
  return {
    label: `Change ${key}`,
    mergeKey: `knob:${key}`,
    apply: (document) => {
      const index = document.parameters.findIndex((parameter) => parameter.key === key);
      const parameter = document.parameters[index];
      if (parameter === undefined || Object.is(parameter.default, value)) return document;
      return { ...document, parameters: document.parameters.with(index, { ...parameter, default: value }) };
    },
  };
}

function shapeOf(
  control: ParamControl,
  value: number | boolean,
): Pick<Parameter, "type" | "default" | "min" | "max" | "step"> {
  if (control.kind !== "number" || typeof value === "boolean") return { type: "boolean", default: value };
  return {
    type: control.integer ? "integer" : "number",
    default: value,
    step: control.step,
    ...(control.min === undefined ? {} : { min: control.min }),
    ...(control.max === undefined ? {} : { max: control.max }),
  };
}

function freshKey(document: GraphDocument, wanted: string): string {
  const taken = new Set(document.parameters.map((parameter) => parameter.key));
  for (let count = 1; ; count += 1) {
    const key = count === 1 ? wanted : `${wanted}-${count}`;
    if (!taken.has(key)) return key;
  }
}
