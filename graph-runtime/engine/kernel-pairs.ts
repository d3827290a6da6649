import type { ProgramNode } from "../compiler/program.ts";
import type { Kernel, NodeDefinition } from "../nodes/define-node.ts";

/** A node's context, its own types erased. */
export type ErasedContext = Parameters<NonNullable<NodeDefinition["compile"]>>[0];

type Place = { readonly kernels: Kernel[]; readonly at: number };
type Offer = { readonly node: ProgramNode; readonly context: ErasedContext; readonly place: Place };

/** True when one kernel may do for two nodes of the signal stage: of one kind that allows it, run together and reading the same. */
export function canPair(one: ProgramNode, other: ProgramNode): boolean {
  if (one.definition !== other.definition || one.definition.pair === undefined) return false;
  if (one.stage !== "signal" || other.stage !== "signal") return false;
  if (one.clock !== other.clock || one.level !== other.level || one.domain !== other.domain) return false;
  for (const port in one.inputs)
    if (one.inputs[port] !== other.inputs[port] || one.connected[port] !== other.connected[port]) return false;
  return true;
}

/** Joins kernels two by two while a lane is built: the second of a pair runs with the first, whose inputs are its own. */
export class KernelPairs {
  readonly #offers: Offer[] = [];

  /** Takes a node whose kernel stands at a place as one that another may join. */
  offer(node: ProgramNode, context: ErasedContext, place: Place): void {
    if (node.stage === "signal" && node.definition.pair !== undefined) this.#offers.push({ node, context, place });
  }

  /** Returns whether the node runs together with one of before. */
  join(node: ProgramNode, context: ErasedContext, kernels: readonly Kernel[]): boolean {
    for (const [index, offer] of this.#offers.entries()) {
      if (offer.place.kernels !== kernels || !canPair(offer.node, node)) continue;
      const both = node.definition.pair!(offer.context, context);
      if (both === null) continue;
      offer.place.kernels[offer.place.at] = both;
      this.#offers.splice(index, 1);
      return true;
    }
    return false;
  }
}
