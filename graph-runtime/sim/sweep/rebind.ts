import { referenceOf } from "../../compiler/param-reference.ts";
import type { Program, ProgramNode } from "../../compiler/program.ts";
import type { GraphDocument } from "../../graph/document.ts";
import type { SweepPoint } from "./sweep-point.ts";

type Params = ProgramNode["params"];

/** A node whose parameters refer to the document's. */
type Plan = {
  readonly index: number;
  readonly node: ProgramNode;
  readonly raw: Params;
  /** Its own parameter and the document's that it takes. */
  readonly references: readonly (readonly [own: string, shared: string])[];
  /** By the value taken, or the text of several; null where they are not valid. */
  readonly parsed: Map<number | string | boolean, Params | null>;
};

/** Returns a function that puts a point's values into a compiled program, or null where they may need another layout. */
export function rebinder(document: GraphDocument, base: Program): ((point: SweepPoint) => Program | null) | null {
  const plans = plansOf(document, base);
  if (plans === null) return null;
  return (point) => {
    const values = valuesOf(document, point);
    if (values === null) return null;
    const nodes = [...base.nodes];
    for (const plan of plans) {
      const params = paramsOf(plan, values);
      if (params === null || !fitsState(plan.node, params)) return null;
      nodes[plan.index] = withParams(plan.node, params);
    }
    return { ...base, nodes };
  };
}

function plansOf(document: GraphDocument, base: Program): Plan[] | null {
  // nodes within blocks go by other names; longer timeframes and other instruments are laid out by parameters
  const isPlain =
    base.clocks.length === 0 &&
    base.levels === 0 &&
    base.foreign.length === 0 &&
    base.shared.length === 0 &&
    base.outside.length === 0;
  if (!isPlain || (document.blocks?.length ?? 0) > 0) return null;
  const plans: Plan[] = [];
  for (const node of document.nodes) {
    const references = Object.entries(node.params).flatMap(([own, value]) => {
      const shared = referenceOf(value);
      return shared === null ? [] : [[own, shared] as const];
    });
    if (references.length === 0) continue;
    const index = base.nodes.findIndex(({ id }) => id === node.id);
    const compiled = base.nodes[index];
    // without a kernel it is a constant or a clock, which are part of the layout; or nothing needs it
    if (!compiled) return null;
    plans.push({ index, node: compiled, raw: node.params, references, parsed: new Map() });
  }
  return plans;
}

function valuesOf(document: GraphDocument, point: SweepPoint): Map<string, number | string | boolean> | null {
  const values = new Map<string, number | string | boolean>();
  for (const { key, default: usual, min, max } of document.parameters) {
    const value = point[key] ?? usual;
    if (typeof value === "number" && ((min !== undefined && value < min) || (max !== undefined && value > max)))
      return null;
    values.set(key, value);
  }
  for (const key of Object.keys(point)) if (!values.has(key)) return null;
  return values;
}

function paramsOf(plan: Plan, values: ReadonlyMap<string, number | string | boolean>): Params | null {
  const key = keyOf(plan.references, values);
  const known = plan.parsed.get(key);
  if (known !== undefined) return known;
  const params: Record<string, unknown> = { ...plan.raw };
  for (const [own, shared] of plan.references) params[own] = values.get(shared);
  const read = plan.node.definition.params.safeParse(params);
  const parsed = read.success ? read.data : null;
  plan.parsed.set(key, parsed);
  return parsed;
}

/** Most nodes take one value, which is its own key. */
function keyOf(references: Plan["references"], values: ReadonlyMap<string, number | string | boolean>) {
  if (references.length === 1) return values.get(references[0]![1])!;
  return references.map(([, shared]) => `${typeof values.get(shared)}:${String(values.get(shared))}|`).join("");
}

/** Cells of the decision stage lie in the program's state; those of signals are made anew for each column. */
function fitsState(node: ProgramNode, params: Params): boolean {
  if (node.stage === "signal") return true;
  const cells = Object.entries(node.definition.state?.(params) ?? {});
  return cells.every(([name, length]) => node.state[name]?.length === length);
}

/** Written out: this runs for each node of each point. */
function withParams(node: ProgramNode, params: Params): ProgramNode {
  return {
    id: node.id,
    definition: node.definition,
    params,
    inputs: node.inputs,
    connected: node.connected,
    outputs: node.outputs,
    stage: node.stage,
    clock: node.clock,
    sourceClock: node.sourceClock,
    state: node.state,
    domain: node.domain,
    level: node.level,
    warmup: node.warmup,
    settle: node.settle,
  };
}
