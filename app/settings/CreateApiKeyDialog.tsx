"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type FormEvent, useState } from "react";
import { type ApiInput, useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { Select } from "../ui/Select.tsx";

type Scope = ApiInput["apiKeys"]["create"]["scopes"][number];

const scopes: Record<Scope, string> = {
  "strategies:read": "Read strategies",
  "strategies:write": "Create and change strategies",
  "backtests:read": "Read backtests and data",
  "backtests:run": "Run backtests",
  "datasets:read": "Read data and imports",
  "datasets:write": "Import and remove data",
  "marketplace:read": "Read listings and their records",
  "runs:read": "Read runs and subscriptions",
  "audit:read": "Read the audit log",
};
const allScopes = Object.keys(scopes).filter((name): name is Scope => Object.hasOwn(scopes, name));

const lifetimes = [30, 90, 180, 365] as const;

export function CreateApiKeyDialog() {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [open, setOpen] = useState(false);
  const [name, setName] = useState("");
  const [chosen, setChosen] = useState<readonly Scope[]>(["strategies:read", "backtests:read"]);
  const [days, setDays] = useState(90);
  const create = useMutation(
    trpc.apiKeys.create.mutationOptions({
      onSuccess: () => queryClient.invalidateQueries({ queryKey: trpc.apiKeys.list.queryKey() }),
    }),
  );
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) {
      create.reset();
      setName("");
    }
  };
  const submit = (form: FormEvent) => {
    form.preventDefault();
    create.mutate({ name, scopes: [...chosen], expiresInDays: days });
  };
  const toggle = (scope: Scope) =>
    setChosen(chosen.includes(scope) ? chosen.filter((other) => other !== scope) : [...chosen, scope]);
  return (
    <Dialog
      title={create.data ? "Your new key" : "New API key"}
      open={open}
      onOpenChange={change}
      trigger={
        <Button size="sm" variant="primary">
          <Plus size={14} aria-hidden="true" />
          New key
        </Button>
      }
    >
      {create.data ? (
        <div className="grid gap-4">
          <p className="text-muted">Copy it now: it is shown this once, and only its hash is kept.</p>
          <p className="flex items-start gap-2 rounded-md border bg-sunken p-3">
            <code className="grow break-all font-mono text-xs">{create.data.key}</code>
            <CopyButton text={create.data.key} label="Copy the key" />
          </p>
          <Button variant="primary" onClick={() => change(false)}>
            Done
          </Button>
        </div>
      ) : (
        <form onSubmit={submit} className="grid gap-4">
          <Field label="Name" hint="What uses it, so that you know it later.">
            {(control) => (
              <Input
                {...control}
                required
                maxLength={120}
                value={name}
                onChange={(typed) => setName(typed.target.value)}
              />
            )}
          </Field>
          <fieldset className="grid gap-1.5">
            <legend className="mb-1.5 font-medium text-muted text-xs">It may</legend>
            {allScopes.map((scope) => (
              <label key={scope} className="flex min-h-7 items-center gap-2.5">
                <input
                  type="checkbox"
                  className="size-4 accent-accent-strong"
                  checked={chosen.includes(scope)}
                  onChange={() => toggle(scope)}
                />
                {scopes[scope]}
              </label>
            ))}
          </fieldset>
          <Field label="Expires after">
            {(control) => (
              <Select {...control} value={days} onChange={(choice) => setDays(Number(choice.target.value))}>
                {lifetimes.map((lifetime) => (
                  <option key={lifetime} value={lifetime}>
                    {lifetime} days
                  </option>
                ))}
              </Select>
            )}
          </Field>
          <Button type="submit" variant="primary" busy={create.isPending} disabled={chosen.length === 0}>
            Create key
          </Button>
        </form>
      )}
    </Dialog>
  );
}
