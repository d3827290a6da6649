"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type ApiInput, type ApiOutput, useTRPC } from "../trpc/context.ts";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";
import { type ChannelKind, ChannelKinds } from "./ChannelKinds.tsx";

type Type = ApiInput["alerts"]["addChannel"]["type"];
type Kinds = ApiOutput["alerts"]["channels"]["kinds"];

/** What a desk wants to hear of at once. */
const first: readonly ChannelKind[] = ["run.failed", "run.review", "risk.limit", "broker.expired", "broker.mismatch"];

export function AddChannelDialog({ kinds }: { readonly kinds: Kinds }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [type, setType] = useState<Type>("slack");
  const [label, setLabel] = useState("");
  const [url, setUrl] = useState("");
  const [chosen, setChosen] = useState<readonly ChannelKind[]>(first);
  const add = useMutation(
    trpc.alerts.addChannel.mutationOptions({
      onSuccess: ({ key }) => {
        void queryClient.invalidateQueries({ queryKey: trpc.alerts.channels.queryKey() });
        if (key === null) change(false);
      },
    }),
  );
  const change = (next: boolean) => {
    setOpen(next);
    if (next) return;
    add.reset();
    setLabel("");
    setUrl("");
    setChosen(first);
  };
  const submit = (form: FormEvent) => {
    form.preventDefault();
    add.mutate({ type, label, url, kinds: [...chosen] });
  };
  const key = add.data?.key ?? null;
  return (
    <Dialog
      title={key === null ? "New channel" : "The key of your webhook"}
      open={open}
      onOpenChange={change}
      trigger={
        <Button size="sm" variant="primary">
          <Plus size={14} aria-hidden="true" />
          New channel
        </Button>
      }
    >
      {key !== null ? (
        <div className="grid gap-4">
          <p className="text-muted">
            Every post is signed with it. Copy it now: it is shown this once, and kept encrypted.
          </p>
          <p className="flex items-start gap-2 rounded-md border bg-sunken p-3">
            <code className="grow break-all font-mono text-xs">{key}</code>
            <CopyButton text={key} label="Copy the key" />
          </p>
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        </div>
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          <Field label="Where to">
            {(control) => (
              <Select
                {...control}
                value={type}
                onChange={({ target }) => setType(target.value === "slack" ? "slack" : "webhook")}
              >
                <option value="slack">Slack, an incoming webhook</option>
                <option value="webhook">A webhook of your own</option>
              </Select>
            )}
          </Field>
          <Field label="Name">
            {(control) => (
              <Input
                {...control}
                required
                maxLength={120}
                value={label}
                onChange={({ target }) => setLabel(target.value)}
              />
            )}
          </Field>
          <Field
            label="Address"
            hint="It must be on the public internet. It is kept encrypted."
            error={add.isError ? errorText(add.error) : undefined}
          >
            {(control) => (
              <Input
                {...control}
                required
                type="url"
                placeholder={type === "slack" ? "https://hooks.slack.com/services/…" : "https://example.com/alerts"}
                value={url}
                onChange={({ target }) => setUrl(target.value)}
              />
            )}
          </Field>
          <ChannelKinds kinds={kinds} chosen={chosen} onChange={setChosen} />
          <Button type="submit" variant="primary" busy={add.isPending} disabled={chosen.length === 0}>
            Add channel
          </Button>
        </form>
      )}
    </Dialog>
  );
}
