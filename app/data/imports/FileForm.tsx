"use client";
import { Upload } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { Progress } from "../../ui/Progress.tsx";
import { uploadFile } from "./upload-file.ts";

/** Takes a file from the reader's machine. */
export function FileForm({ onBegun }: { readonly onBegun: (id: string) => void }) {
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController | null>(null);
  // External system: the upload under way, which ends with its form.
  useEffect(() => () => sending.current?.abort(), []);
  const send = (file: File | undefined) => {
    if (!file) return;
    const controller = new AbortController();
    sending.current = controller;
    setProblem(null);
    setSent(0);
    uploadFile(file, setSent, controller.signal)
      .then(onBegun)
      .catch((error: unknown) => {
        setSent(null);
        setProblem(errorText(error));
      });
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setIsOver(false);
    send(event.dataTransfer.files[0]);
  };
  return sent === null ? (
    <div className="grid gap-2">
      <input
        ref={picker}
        type="file"
        accept=".csv,.txt,.tsv,.parquet"
        className="sr-only"
        tabIndex={-1}
        aria-label="File to import"
        onChange={(change) => send(change.target.files?.[0])}
      />
      <button
        type="button"
        onClick={() => picker.current?.click()}
        onDragOver={(event) => {
          event.preventDefault();
          setIsOver(true);
        }}
        onDragLeave={() => setIsOver(false)}
        onDrop={drop}
        className={cx(
          "grid justify-items-center gap-1.5 rounded-lg border border-dashed px-4 py-8 text-sm hover:bg-hover",
          isOver && "border-accent bg-accent-soft",
        )}
      >
        <Upload size={20} aria-hidden="true" className="text-muted" />
        <span className="font-medium">Choose a file</span>
        <span className="text-muted text-xs">or drop it here</span>
      </button>
      {problem ? (
        <p role="alert" className="text-danger text-xs">
          {problem}
        </p>
      ) : null}
    </div>
  ) : (
    <div className="grid gap-2">
      <p className="text-sm">Sending the file…</p>
      <Progress label="Sent" value={sent} />
      <Button className="justify-self-start" size="sm" onClick={() => sending.current?.abort()}>
        Stop
      </Button>
    </div>
  );
}
