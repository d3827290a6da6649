"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTRPC } from "../../trpc/context.ts";
import { errorText } from "../../trpc/error-text.ts";
import { Badge } from "../../ui/Badge.tsx";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { Field } from "../../ui/Field.tsx";
import { Input } from "../../ui/Input.tsx";
import { notify } from "../../ui/notify.ts";
import { Textarea } from "../../ui/Textarea.tsx";
import type { BacktestDetail } from "../BacktestView.tsx";

/** The note and the tags of a result, and the border of its held-out part; a click changes them. */
export function NotesPanel({ backtest, mayWrite }: { readonly backtest: BacktestDetail; readonly mayWrite: boolean }) {
  const [open, setOpen] = useState(false);
  const { note, tags } = backtest;
  if (!mayWrite && note === null && tags.length === 0) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 text-sm">
      {tags.map((tag) => (
        <Badge key={tag} tone="accent">
          {tag}
        </Badge>
      ))}
      {note === null ? null : <p className="max-w-prose whitespace-pre-line text-muted">{note}</p>}
      {mayWrite ? (
        <Dialog
          title="Note, tags and held-out data"
          open={open}
          onOpenChange={setOpen}
          trigger={
            <Button size="sm" variant="ghost">
              {note === null && tags.length === 0 ? "Add a note or tags" : "Edit"}
            </Button>
          }
        >
          {open ? <NotesForm backtest={backtest} onDone={() => setOpen(false)} /> : null}
        </Dialog>
      ) : null}
    </div>
  );
}

function NotesForm({ backtest, onDone }: { readonly backtest: BacktestDetail; readonly onDone: () => void }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [note, setNote] = useState(backtest.note ?? "");
  const [tags, setTags] = useState(backtest.tags.join(", "));
  const [from, setFrom] = useState(backtest.outOfSampleFrom?.slice(0, 10) ?? "");
  const mark = useMutation(
    trpc.backtests.mark.mutationOptions({
      onSuccess: async () => {
        await queryClient.invalidateQueries({ queryKey: trpc.backtests.pathKey() });
        notify("Saved.");
        onDone();
      },
    }),
  );
  return (
    <form
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        mark.mutate({
          id: backtest.id,
          note: note.trim() === "" ? null : note,
          tags: tags.split(",").flatMap((tag) => (tag.trim() === "" ? [] : [tag.trim()])),
          outOfSampleFrom: from === "" ? null : `${from}T00:00:00.000Z`,
        });
      }}
    >
      <Field label="Note">
        {(control) => (
          <Textarea
            {...control}
            rows={4}
            maxLength={4_000}
            value={note}
            onChange={(change) => setNote(change.target.value)}
          />
        )}
      </Field>
      <Field label="Tags" hint="Up to twelve, with commas between them">
        {(control) => <Input {...control} value={tags} onChange={(change) => setTags(change.target.value)} />}
      </Field>
      <Field
        label="Out of sample from"
        hint="Data from this day on did not help to choose anything. Its figures are shown apart; empty for none."
      >
        {(control) => (
          <Input
            {...control}
            type="date"
            min={backtest.dataset.from}
            max={backtest.dataset.to}
            value={from}
            onChange={(change) => setFrom(change.target.value)}
          />
        )}
      </Field>
      {mark.isError ? <p className="text-danger text-sm">{errorText(mark.error)}</p> : null}
      <Button type="submit" variant="primary" busy={mark.isPending} className="justify-self-end">
        Save
      </Button>
    </form>
  );
}
