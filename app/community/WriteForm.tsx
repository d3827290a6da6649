"use client";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Textarea } from "../ui/Textarea.tsx";

type WriteFormProps = {
  readonly label: string;
  readonly action: string;
  readonly busy: boolean;
  /** Writes it, and says by its promise whether that worked. */
  readonly onWrite: (body: string) => Promise<unknown>;
};

const least = 2;
const most = 5_000;

/** A few lines in Markdown. */
export function WriteForm({ label, action, busy, onWrite }: WriteFormProps) {
  const [text, setText] = useState("");
  const isReady = text.trim().length >= least && text.length <= most;
  const submit = (form: FormEvent) => {
    form.preventDefault();
    // what could not be written stays in the field
    if (isReady)
      void onWrite(text.trim()).then(
        () => setText(""),
        () => undefined,
      );
  };
  return (
    <form onSubmit={submit} className="grid gap-2">
      <Field label={label} hint="Markdown; HTML is shown as text.">
        {(control) => (
          <Textarea {...control} maxLength={most} value={text} onChange={(change) => setText(change.target.value)} />
        )}
      </Field>
      <Button type="submit" size="sm" className="justify-self-end" disabled={!isReady} busy={busy}>
        {action}
      </Button>
    </form>
  );
}
