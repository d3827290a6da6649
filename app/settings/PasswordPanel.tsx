"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { notifySuccess } from "../ui/notify.ts";
import { Panel } from "../ui/Panel.tsx";
import { FormError } from "../visitor/FormError.tsx";
import { shortestPassword } from "../visitor/SignUpForm.tsx";

export function PasswordPanel() {
  const [current, setCurrent] = useState("");
  const [next, setNext] = useState("");
  const change = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      callAuth((auth) =>
        auth.changePassword({ currentPassword: current, newPassword: next, revokeOtherSessions: true }),
      ),
    onSuccess: () => {
      setCurrent("");
      setNext("");
      notifySuccess("The password was changed. Other sessions were signed out.");
    },
  });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    change.mutate();
  };
  return (
    <Panel title="Password" description="Changing it signs out all other sessions">
      <form onSubmit={submit} className="grid gap-4 sm:grid-cols-2">
        <Field label="Current password">
          {(control) => (
            <Input
              {...control}
              type="password"
              required
              autoComplete="current-password"
              value={current}
              onChange={(typed) => setCurrent(typed.target.value)}
            />
          )}
        </Field>
        <Field label="New password" hint={`At least ${shortestPassword} characters.`}>
          {(control) => (
            <Input
              {...control}
              type="password"
              required
              minLength={shortestPassword}
              autoComplete="new-password"
              value={next}
              onChange={(typed) => setNext(typed.target.value)}
            />
          )}
        </Field>
        <div className="grid gap-3 justify-self-start sm:col-span-2">
          <FormError message={change.error?.message} />
          <Button type="submit" className="justify-self-start" busy={change.isPending}>
            Change password
          </Button>
        </div>
      </form>
    </Panel>
  );
}
