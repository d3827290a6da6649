"use client";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { useTRPC } from "../trpc/context.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { notifySuccess } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { ConfirmAddress } from "./ConfirmAddress.tsx";

export function ProfilePanel({ name, email }: { readonly name: string; readonly email: string }) {
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const [typed, setTyped] = useState(name);
  const save = useMutation({
    mutationFn: () => callAuth((auth) => auth.updateUser({ name: typed.trim() })),
    onSuccess: () => {
      notifySuccess("Your name was changed.");
      void queryClient.invalidateQueries({ queryKey: trpc.session.me.queryKey() });
    },
  });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    save.mutate();
  };
  return (
    <Panel title="Profile">
      <form onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        <Field label="Name">
          {(control) => (
            <Input
              {...control}
              required
              maxLength={80}
              autoComplete="name"
              value={typed}
              onChange={(change) => setTyped(change.target.value)}
            />
          )}
        </Field>
        <Field label="Email" hint="It names your account and cannot be changed here.">
          {(control) => <Input {...control} readOnly value={email} />}
        </Field>
        <Button
          type="submit"
          className="justify-self-start"
          busy={save.isPending}
          disabled={typed.trim() === "" || typed.trim() === name}
        >
          Save name
        </Button>
      </form>
      <ConfirmAddress email={email} />
    </Panel>
  );
}
