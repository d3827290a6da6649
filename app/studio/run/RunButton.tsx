"use client";
import { Play } from "lucide-react";
import dynamic from "next/dynamic";
import { Button } from "@/app/ui/Button.tsx";
import { Tooltip } from "@/app/ui/Tooltip.tsx";
import type { RunState } from "./use-run.ts";

const SignalsDialog = dynamic(() => import("./SignalsDialog.tsx").then((module) => module.SignalsDialog));

const labels = { idle: "Run", saving: "Saving", starting: "Starting" } as const;

/** Runs a backtest on the server. While it cannot, it stays reachable and says why. */
export function RunButton({ run }: { readonly run: RunState }) {
  return (
    <>
      <Tooltip content={run.reason ?? "Backtest on the server (Ctrl + Enter)"} side="bottom">
        <Button
          variant="primary"
          data-testid="run-button"
          busy={run.step !== "idle"}
          aria-disabled={run.reason !== null}
          className={run.reason === null ? "" : "cursor-not-allowed opacity-55"}
          onClick={run.run}
        >
          {run.step === "idle" ? <Play size={14} fill="currentColor" aria-hidden="true" /> : null}
          {labels[run.step]}
        </Button>
      </Tooltip>
      {run.asksFor.length > 0 ? <SignalsDialog names={run.asksFor} onRun={run.answer} onClose={run.cancel} /> : null}
    </>
  );
}
