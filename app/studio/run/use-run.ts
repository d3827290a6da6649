"use client";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { type ApiInput, useTRPCClient } from "@/app/trpc/context.ts";
import { errorText } from "@/app/trpc/error-text.ts";
import { toast } from "@/app/ui/toast.ts";
import { signalNames } from "../hooks/signal-names.ts";
import type { Dataset } from "../preview/datasets.ts";
import type { Saving } from "../saving/use-autosave.ts";
import { useStudio, useStudioStore } from "../store/StudioContext.tsx";

export type SignalSource = NonNullable<ApiInput["backtests"]["run"]["signals"]>;

export type RunState = {
  readonly run: () => void;
  readonly step: "idle" | "saving" | "starting";
  /** Why the strategy cannot be run now; null when it can. */
  readonly reason: string | null;
  /** Names of signals for which a source must be chosen before the run; empty while nothing is asked. */
  readonly asksFor: readonly string[];
  readonly answer: (signals: SignalSource | null) => void;
  readonly cancel: () => void;
};

/** Saves the draft, asks the server for a backtest of exactly that revision, and goes to its page. */
export function useRun(strategyId: string, saving: Saving, dataset: Dataset | null): RunState {
  const store = useStudioStore();
  const client = useTRPCClient();
  const router = useRouter();
  const [step, setStep] = useState<RunState["step"]>("idle");
  const [asksFor, setAsksFor] = useState<readonly string[]>([]);
  const reason = useStudio((state) => {
    const errors = state.diagnostics.filter((problem) => problem.severity === "error");
    if (errors.length > 0)
      return errors.length === 1
        ? `One problem first: ${errors[0]?.message}`
        : `${errors.length} problems first: see the Problems panel.`;
    if (state.root.nodes.length === 0) return "The canvas is empty.";
    return null;
  });
  const blocked = reason ?? (dataset === null ? "There is no data to test on." : null);

  const run = async (): Promise<void> => {
    if (blocked !== null || dataset === null || step !== "idle") {
      if (blocked !== null) {
        toast.error("Cannot run yet", { id: "cannot-run", description: blocked });
        store.getState().announce(`Cannot run yet. ${blocked}`);
      }
      return;
    }
    const names = signalNames(store.getState().root);
    if (names.length > 0) setAsksFor(names);
    else await start(dataset, null);
  };

  const start = async ({ id: datasetId }: Dataset, signals: SignalSource | null): Promise<void> => {
    setStep("saving");
    try {
      const revision = await saving.flush();
      if (revision === null) {
        toast.error("The draft could not be saved, so it was not run", {
          description: "Your edits are kept in this browser.",
        });
        return;
      }
      setStep("starting");
      const { backtestId } = await client.backtests.run.mutate({
        strategyId,
        revision,
        datasetId,
        ...(signals === null ? {} : { signals }),
      });
      router.push(`/backtests/${backtestId}`);
    } catch (error) {
      toast.error("The backtest did not start", { description: errorText(error) });
    } finally {
      setStep("idle");
    }
  };
  const answer = (signals: SignalSource | null): void => {
    setAsksFor([]);
    if (dataset !== null) void start(dataset, signals); // its failures are shown by itself
  };
  // its failures are shown by itself
  return { run: () => void run(), step, reason: blocked, asksFor, answer, cancel: () => setAsksFor([]) };
}
