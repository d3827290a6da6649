import type { NodeDefinition } from "../nodes/define-node.ts";
import { behaviourCards } from "./conformance-behaviour.ts";
import { declarationCards } from "./conformance-declaration.ts";
import { laneCards } from "./conformance-lanes.ts";
import { logicCards } from "./conformance-logic.ts";
import { memoryCards } from "./conformance-memory.ts";
import { sharingCards } from "./conformance-sharing.ts";

/** One promise that every node kind keeps: says in words how a kind breaks it, or null. */
export type ConformanceCard = {
  readonly name: string;
  readonly check: (definition: NodeDefinition) => string | null;
};

/** The promises of a node kind; no card knows any kind by name. */
export const conformanceCards: readonly ConformanceCard[] = [
  ...declarationCards,
  ...behaviourCards,
  ...memoryCards,
  ...logicCards,
  ...laneCards,
  ...sharingCards,
];
