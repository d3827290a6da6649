"use client";
import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { useSignInOptions } from "../session/use-sign-in-options.ts";
import { Button } from "../ui/Button.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { FormError } from "./FormError.tsx";

const SecondFactorForm = dynamic(() => import("./SecondFactorForm.tsx").then((module) => module.SecondFactorForm));

export function SignInForm({ next }: { readonly next: string }) {
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const sendsMail = useSignInOptions()?.mail ?? false;
  const [needsCode, setNeedsCode] = useState(false);
  const signIn = useMutation({
    meta: { quiet: true },
    mutationFn: () => callAuth((auth) => auth.signIn.email({ email, password })),
    onSuccess: (answer) => {
      if ("twoFactorRedirect" in answer && answer.twoFactorRedirect === true) setNeedsCode(true);
      else window.location.assign(next);
    },
  });
  if (needsCode) return <SecondFactorForm next={next} />;
  const submit = (form: FormEvent) => {
    form.preventDefault();
    signIn.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <Field label="Email">
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
      <Field label="Password">
        {(control) => (
          <Input
            {...control}
            type="password"
            autoComplete="current-password"
            required
            value={password}
            onChange={(change) => setPassword(change.target.value)}
          />
        )}
      </Field>
      <FormError message={signIn.error?.message} />
      <Button type="submit" variant="primary" size="lg" busy={signIn.isPending}>
        Sign in
      </Button>
      {sendsMail ? (
        <Link
          href="/forgot-password"
          className="justify-self-center rounded-sm text-muted text-sm underline-offset-4 hover:underline"
        >
          Forgot your password?
        </Link>
      ) : null}
    </form>
  );
}
