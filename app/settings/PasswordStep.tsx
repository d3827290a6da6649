"use client";
import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { FormError } from "../visitor/FormError.tsx";

type PasswordStepProps<Data> = {
  readonly action: string;
  readonly submit: (password: string) => Promise<Data>;
  readonly onDone: (data: Data) => void;
};

/** Asks for the password again before something that weakens or changes the sign-in. */
export function PasswordStep<Data>({ action, submit, onDone }: PasswordStepProps<Data>) {
  const [password, setPassword] = useState("");
  const send = useMutation({ meta: { quiet: true }, mutationFn: () => submit(password), onSuccess: onDone });
  const onSubmit = (form: FormEvent) => {
    form.preventDefault();
    send.mutate();
  };
  return (
    <form onSubmit={onSubmit} className="grid gap-4">
      <Field label="Your password" hint="To make sure that it is you.">
        {(control) => (
          <Input
            {...control}
            type="password"
            required
            autoComplete="current-password"
            value={password}
            onChange={(change) => setPassword(change.target.value)}
          />
        )}
      </Field>
      <FormError message={send.error?.message} />
      <Button type="submit" variant="primary" busy={send.isPending}>
        {action}
      </Button>
    </form>
  );
}
