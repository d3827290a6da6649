import type { z } from "zod";
import { defineNode, type EarlierVersion, type NodeDefinition } from "./define-node.ts";
import type { LocalClock } from "./local-clock.ts";

/** A limit that a node puts on the whole run. Percentages say of what in the names of the rules. */
export type RiskGuard =
  /** Percent of the equity that the session began with. */
  | { readonly rule: "session-loss"; readonly percent: number; readonly flattens: boolean }
  /** Percent below the highest equity of the run. */
  | { readonly rule: "drawdown"; readonly percent: number; readonly flattens: boolean }
  | { readonly rule: "open-positions"; readonly most: number; readonly flattens: false }
  /** Percent of equity that all positions together are worth. */
  | { readonly rule: "gross-exposure"; readonly percent: number; readonly flattens: false }
  | { readonly rule: "entries-per-session"; readonly most: number; readonly flattens: false }
  | { readonly rule: "loss-streak"; readonly losses: number; readonly bars: number; readonly flattens: false }
  | { readonly rule: "cooldown"; readonly bars: number; readonly after: "any" | "loss"; readonly flattens: false }
  /** Minutes from local midnight. */
  | {
      readonly rule: "window";
      readonly from: number;
      readonly to: number;
      readonly clock: LocalClock;
      readonly flattens: boolean;
    };

type Short<P extends z.ZodObject> = {
  readonly kind: string;
  /** 1 unless given. */
  readonly version?: number;
  readonly title: string;
  readonly keywords: readonly string[];
  readonly summary: string;
  readonly params: P;
  readonly explain: (params: z.output<P>) => string;
  readonly guard: (params: z.output<P>) => RiskGuard;
  readonly earlier?: readonly EarlierVersion[];
};

/** Declares a kind that limits the whole run from where it stands: nothing needs to be wired to it. */
export function defineGuard<P extends z.ZodObject>(short: Short<P>): NodeDefinition {
  const { kind, version = 1, title, keywords, summary, params, explain, guard, earlier = [] } = short;
  return defineNode({
    kind,
    version,
    meta: { title, family: "risk", keywords, summary },
    params,
    inputs: {},
    outputs: {},
    warmup: () => 0,
    explain,
    guard,
    ...(earlier.length > 0 && { earlier }),
    examples: [],
  });
}
