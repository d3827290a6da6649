"use client";
import { useMutation } from "@tanstack/react-query";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { FormError } from "./FormError.tsx";
import { shortestPassword } from "./SignUpForm.tsx";

export function ResetPasswordForm({ token }: { readonly token: string }) {
  const [password, setPassword] = useState("");
  const reset = useMutation({
    meta: { quiet: true },
    mutationFn: () => callAuth((auth) => auth.resetPassword({ token, newPassword: password })),
  });
  if (reset.isSuccess) {
    return (
      <div className="grid gap-4">
        <p role="status" className="text-sm">
          The password was replaced, and every session was signed out.
        </p>
        <Button asChild variant="primary" size="lg">
          <Link href="/sign-in">Sign in</Link>
        </Button>
      </div>
    );
  }
  const submit = (form: FormEvent) => {
    form.preventDefault();
    reset.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="New password" hint={`At least ${shortestPassword} characters.`}>
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
      <FormError
        message={
          reset.error?.message === "Invalid token"
            ? "This link has been used or is too old. Ask for another letter."
            : reset.error?.message
        }
      />
      <Button type="submit" variant="primary" size="lg" busy={reset.isPending}>
        Replace the password
      </Button>
    </form>
  );
}
