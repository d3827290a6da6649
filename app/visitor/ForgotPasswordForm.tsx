"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { useSignInOptions } from "../session/use-sign-in-options.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { FormError } from "./FormError.tsx";

/** Asks for a letter with a link. The answer is the same whether or not the address has an account. */
export function ForgotPasswordForm() {
  const options = useSignInOptions();
  const [email, setEmail] = useState("");
  const request = useMutation({
    meta: { quiet: true },
    mutationFn: () => callAuth((auth) => auth.requestPasswordReset({ email })),
  });
  if (options && !options.mail) {
    return (
      <p className="text-muted text-sm">
        This installation sends no mail, so a password cannot be replaced here. Ask whoever runs it.
      </p>
    );
  }
  if (request.isSuccess) {
    return (
      <p role="status" className="text-sm">
        If <strong className="font-medium">{email}</strong> has an account, a letter with a link is on its way. The link
        works for one hour.
      </p>
    );
  }
  const submit = (form: FormEvent) => {
    form.preventDefault();
    request.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="Email" hint="The address of your account. A link to choose a new password is sent there.">
        {(control) => (
          <Input
            {...control}
            type="email"
            autoComplete="username"
            required
            value={email}
            onChange={(change) => setEmail(change.target.value)}
          />
        )}
      </Field>
      <FormError message={request.error?.message} />
      <Button type="submit" variant="primary" size="lg" busy={request.isPending}>
        Send the link
      </Button>
    </form>
  );
}
