import type { CombinedRun } from "@/graph-runtime/analytics/portfolio/combine-curves.ts";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import type { LaneData } from "@/graph-runtime/sim/run-backtest.ts";
import { runTogether } from "@/graph-runtime/sim/together/run-together.ts";
import type { KeptRule } from "./dto.ts";
import { BasketKeeper, type ReachedLimit } from "./keep-basket.ts";

export type TogetherInput = {
  readonly rule: KeptRule;
  readonly capital: number;
  readonly members: readonly {
    readonly document: unknown;
    readonly weight: number;
    readonly lanes: readonly LaneData[];
    readonly references: readonly LaneData[];
  }[];
};

export type TogetherOutcome =
  | { readonly status: "done"; readonly run: CombinedRun; readonly reached: readonly ReachedLimit[] }
  | { readonly status: "cancelled" };

export type ComputeTogether = (
  input: TogetherInput,
  hooks: { readonly onProgress: (share: number) => void; readonly signal: AbortSignal },
) => Promise<TogetherOutcome>;

/** Runs the members of a basket out of one capital, by its limits and its rule of moving money. Pure, as a backtest is. */
export function computeTogether(
  { rule, capital, members }: TogetherInput,
  onProgress: (share: number) => "continue" | "cancel",
): TogetherOutcome {
  const keeper = new BasketKeeper({ ...rule, capital, weights: members.map(({ weight }) => weight) });
  const opened = members.map(({ document, lanes, references }, index) => {
    const { program } = compile(document);
    if (program === null) throw new Error("a member ran by itself and does not compile");
    return { program, lanes, references, capital: keeper.capitals[index] ?? 0 };
  });
  const isDone = runTogether(opened, { onMoment: (moment) => keeper.look(moment), onProgress });
  return isDone ? { status: "done", run: keeper.finish(), reached: keeper.reached } : { status: "cancelled" };
}
