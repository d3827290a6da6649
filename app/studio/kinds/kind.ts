import type { InputSpec, NodeMeta, OutputSpec } from "@/graph-runtime/nodes/define-node.ts";
import type { KindWords } from "./kind-words.ts";
import type { ParamField } from "./param-field.ts";

/**
 * What the editor shows of a node kind: its definition without schema, kernel and words that are computed. Those stay in the
 * Web Worker; this is data, made from the definitions by `npm run generate`.
 */
export type Kind = {
  readonly kind: string;
  readonly version: number;
  readonly meta: Pick<NodeMeta, "title" | "family">;
  readonly inputs: Readonly<Record<string, Pick<InputSpec, KindInputKey>>>;
  readonly outputs: Readonly<Record<string, Pick<OutputSpec, "type" | "label" | "help">>>;
  readonly fields: readonly ParamField[];
  /** The output that is the close of the market's bars. */
  readonly close?: string;
  /** The parameter that names an instrument. */
  readonly instrument?: string;
  /** The parameter that names a signal from outside. */
  readonly signal?: string;
  /** The words of a block; those of the product's kinds are asked of the worker. */
  readonly words?: KindWords;
};

type KindInputKey = "type" | "label" | "help" | "optional" | "spare" | "shownWhen";
