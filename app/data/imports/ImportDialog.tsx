"use client";
import { useMutation } from "@tanstack/react-query";
import { FileUp, Link2, Upload } from "lucide-react";
import { useRouter } from "next/navigation";
import { type DragEvent, type FormEvent, useRef, useState } from "react";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { Progress } from "../../ui/Progress.tsx";
import { uploadFile } from "./upload-file.ts";

/** Takes a file from the reader's machine or from an address; the wizard goes on from there. */
export function ImportDialog() {
  const trpc = useTRPC();
  const router = useRouter();
  const [url, setUrl] = useState("");
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [isOver, setIsOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const sending = useRef<AbortController | null>(null);
  const go = (id: string) => router.push(`/data/imports/${id}`);
  const fromUrl = useMutation(trpc.imports.fromUrl.mutationOptions({ onSuccess: ({ id }) => go(id) }));
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
  const submit = (form: FormEvent) => {
    form.preventDefault();
    fromUrl.mutate({ url });
  };
  return (
    <Dialog
      title="Import bars"
      description="CSV or Parquet with a row for each bar: time, open, high, low, close, and volume if there is one."
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
      <div className="grid gap-5">
        {sent === null ? (
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
        )}
        <form onSubmit={submit} className="grid gap-2">
          <Field
            label="Or fetch it from an address"
            error={fromUrl.isError ? errorText(fromUrl.error) : undefined}
            hint="Public addresses only."
          >
            {(control) => (
              <Input
                {...control}
                type="url"
                required
                placeholder="https://example.com/bars.csv"
                value={url}
                onChange={(change) => setUrl(change.target.value)}
              />
            )}
          </Field>
          <Button type="submit" busy={fromUrl.isPending || fromUrl.isSuccess} className="justify-self-start">
            <Link2 size={15} aria-hidden="true" />
            Fetch
          </Button>
        </form>
      </div>
    </Dialog>
  );
}
