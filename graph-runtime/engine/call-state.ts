import type { ProgramNode } from "../compiler/program.ts";

/** States of a lane's position in which an order kind may act, as bits. */
export const FLAT = 1;
export const HELD = 2;
export const ANY = FLAT | HELD;

/** Returns the states in which a node may act. */
export function callStates({ definition, params }: ProgramNode): number {
  const acts = definition.actsWhile?.(params) ?? "any";
  return acts === "flat" ? FLAT : acts === "held" ? HELD : ANY;
}

/** Returns the state of a lane that holds so many units. */
export function stateOf(quantity: number): number {
  return quantity === 0 ? FLAT : HELD;
}
