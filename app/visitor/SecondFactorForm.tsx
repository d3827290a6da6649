"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { FormError } from "./FormError.tsx";

/** Asks for the code of the authenticator app, or for a recovery code. */
export function SecondFactorForm({ next }: { readonly next: string }) {
  const [code, setCode] = useState("");
  const [recovering, setRecovering] = useState(false);
  const verify = useMutation({
    meta: { quiet: true },
    mutationFn: async () => {
      const trimmed = code.trim();
      if (recovering) await callAuth((auth) => auth.twoFactor.verifyBackupCode({ code: trimmed }));
      else await callAuth((auth) => auth.twoFactor.verifyTotp({ code: trimmed }));
    },
    onSuccess: () => window.location.assign(next),
  });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    verify.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field
        label={recovering ? "Recovery code" : "Code from your authenticator app"}
        hint={recovering ? "Each recovery code works once." : "Six digits, new every 30 seconds."}
      >
        {(control) => (
          <Input
            {...control}
            required
            autoFocus
            autoComplete="one-time-code"
            inputMode={recovering ? "text" : "numeric"}
            value={code}
            onChange={(change) => setCode(change.target.value)}
          />
        )}
      </Field>
      <FormError message={verify.error?.message} />
      <Button type="submit" variant="primary" size="lg" busy={verify.isPending}>
        Go on
      </Button>
      <Button variant="ghost" onClick={() => setRecovering(!recovering)}>
        {recovering ? "Use the authenticator app" : "Use a recovery code"}
      </Button>
    </form>
  );
}
