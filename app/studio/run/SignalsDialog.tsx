"use client";
import { Play, Upload } from "lucide-react";
import { useId, useState } from "react";
import { Button } from "@/app/ui/Button.tsx";
import { Dialog } from "@/app/ui/Dialog.tsx";
import { SegmentedControl } from "@/app/ui/SegmentedControl.tsx";
import { Textarea } from "@/app/ui/Textarea.tsx";
import { readSignalsCsv } from "@/graph-runtime/market/read-signals.ts";
import type { SignalSource } from "./use-run.ts";

type SignalsDialogProps = {
  /** What the strategy listens to. */
  readonly names: readonly string[];
  readonly onRun: (source: SignalSource | null) => void;
  readonly onClose: () => void;
};

type From = SignalSource["from"] | "none";

const choices = [
  { value: "webhook", label: "Webhook" },
  { value: "csv", label: "CSV" },
  { value: "none", label: "None" },
] as const satisfies readonly { value: From; label: string }[];

const meanings: Readonly<Record<From, string>> = {
  webhook:
    "Those that came in over the strategy's webhook in the last 90 days, each at the moment at which it came in.",
  csv: "Paste or open a list of recorded signals. Each acts at the close of the first bar that closes after its time.",
  none: "Nothing comes in: what waits for a signal never happens in this run.",
};

const mostShown = 3;

/** Asks which recorded signals a run is given, where the strategy waits for some: no history of prices knows them. */
export function SignalsDialog({ names, onRun, onClose }: SignalsDialogProps) {
  const [from, setFrom] = useState<From>("webhook");
  const [csv, setCsv] = useState("");
  const [isTried, setTried] = useState(false);
  const field = useId();
  const { signals, diagnostics } = readSignalsCsv(csv, names);
  const isBad = from === "csv" && diagnostics.length > 0;
  const run = (): void => {
    setTried(true);
    if (isBad) return;
    onRun(from === "none" ? null : from === "csv" ? { from, csv } : { from });
  };
  const header = names.length === 1 ? "time,value" : "time,signal,value";
  const example = names.length === 1 ? "2024-01-16T14:30:00Z,101.5" : `2024-01-16T14:30:00Z,${names[0]},101.5`;
  return (
    <Dialog
      open
      title="Which signals did it get?"
      description={`This strategy waits for ${names.map((name) => `"${name}"`).join(", ")} from outside. A history of prices does not say when that came.`}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
      footer={
        <Button variant="primary" data-testid="run-with-signals" onClick={run}>
          <Play size={14} fill="currentColor" aria-hidden="true" />
          Run
        </Button>
      }
    >
      <div className="grid gap-3">
        <SegmentedControl
          label="Recorded signals"
          value={from}
          onChange={setFrom}
          options={choices}
          className="justify-self-start"
        />
        <p className="text-muted text-sm">{meanings[from]}</p>
        {from === "csv" ? (
          <>
            <div className="flex flex-wrap items-center justify-between gap-2">
              <label htmlFor={field} className="font-medium text-sm">
                Signals as CSV
              </label>
              <label className="inline-flex cursor-pointer items-center gap-1.5 rounded-md border border-border px-2.5 py-1 text-sm focus-within:ring-2 focus-within:ring-accent">
                <Upload size={14} aria-hidden="true" />
                Open a file
                <input
                  type="file"
                  accept=".csv,text/csv"
                  className="sr-only"
                  onChange={(event) => {
                    const file = event.currentTarget.files?.[0];
                    void file?.text().then(setCsv); // a file that was chosen just now can be read
                  }}
                />
              </label>
            </div>
            <Textarea
              id={field}
              rows={8}
              spellCheck={false}
              className="font-mono text-xs"
              placeholder={`${header}\n${example}`}
              value={csv}
              onChange={(event) => setCsv(event.currentTarget.value)}
            />
            {csv !== "" && !isBad ? <p className="text-muted text-sm">{signals.length} signals</p> : null}
            {isBad && (isTried || csv !== "") ? (
              <ul role="alert" className="grid gap-1 text-danger text-sm">
                {diagnostics.slice(0, mostShown).map(({ message }) => (
                  <li key={message}>{message}</li>
                ))}
                {diagnostics.length > mostShown ? <li>and {diagnostics.length - mostShown} more</li> : null}
              </ul>
            ) : null}
          </>
        ) : null}
      </div>
    </Dialog>
  );
}
