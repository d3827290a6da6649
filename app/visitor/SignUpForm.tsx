"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { FormError } from "./FormError.tsx";

export const shortestPassword = 10;

export function SignUpForm({ next }: { readonly next: string }) {
  const [name, setName] = useState("");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const signUp = useMutation({
    meta: { quiet: true },
    mutationFn: () => callAuth((auth) => auth.signUp.email({ name, email, password })),
    onSuccess: () => window.location.assign(next),
  });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    signUp.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="Name">
        {(control) => (
          <Input
            {...control}
            required
            autoComplete="name"
            maxLength={80}
            value={name}
            onChange={(change) => setName(change.target.value)}
          />
        )}
      </Field>
      <Field label="Email">
        {(control) => (
          <Input
            {...control}
            type="email"
            required
            autoComplete="username"
            value={email}
            onChange={(change) => setEmail(change.target.value)}
          />
        )}
      </Field>
      <Field label="Password" hint={`At least ${shortestPassword} characters.`}>
        {(control) => (
          <Input
            {...control}
            type="password"
            required
            minLength={shortestPassword}
            autoComplete="new-password"
            value={password}
            onChange={(change) => setPassword(change.target.value)}
          />
        )}
      </Field>
      <FormError message={signUp.error?.message} />
      <Button type="submit" variant="primary" size="lg" busy={signUp.isPending}>
        Create account
      </Button>
    </form>
  );
}
