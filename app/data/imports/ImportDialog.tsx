"use client";
import { FileUp, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, useRef, useState } from "react";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { ProviderForm } from "./ProviderForm.tsx";
import { UrlForm } from "./UrlForm.tsx";
import { uploadFile } from "./upload-file.ts";

/** Takes a file from the reader's machine or from an address; the wizard goes on from there. */
export function ImportDialog() {
  const router = useRouter();
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController | null>(null);
  const go = (id: string) => router.push(`/data/imports/${id}`);
  const send = (file: File | undefined) => {
    if (!file) return;
    const controller = new AbortController();
    sending.current = controller;
    setProblem(null);
    setSent(0);
    uploadFile(file, setSent, controller.signal)
      .then(go)
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
  const fileTab =
    sent === null ? (
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
  return (
    <Dialog
      title="Import bars"
      description="From a CSV or Parquet file with a row for each bar, or from whoever offers bars."
      trigger={
        <Button variant="primary">
          <FileUp size={15} aria-hidden="true" />
          Import
        </Button>
      }
      onOpenChange={(open) => {
        if (!open) sending.current?.abort();
        setSent(null);
        setProblem(null);
      }}
    >
      <Tabs
        label="Where the bars are"
        tabs={[
          { id: "file", label: "File", content: fileTab },
          { id: "address", label: "Address", content: <UrlForm onBegun={go} /> },
          { id: "provider", label: "Provider", content: <ProviderForm onBegun={go} /> },
        ]}
      />
    </Dialog>
  );
}
