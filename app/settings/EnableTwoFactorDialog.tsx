"use client";
import { useMutation } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { type FormEvent, useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { Field } from "../ui/Field.tsx";
import { Input } from "../ui/Input.tsx";
import { notifySuccess } from "../ui/notify.ts";
import { FormError } from "../visitor/FormError.tsx";
import { PasswordStep } from "./PasswordStep.tsx";

const QrCode = dynamic(() => import("../qr/QrCode.tsx").then((module) => module.QrCode));

type Enrolment = { readonly totpURI: string; readonly backupCodes: readonly string[] };

export function EnableTwoFactorDialog({ onDone }: { readonly onDone: () => void }) {
  const [open, setOpen] = useState(false);
  const [enrolment, setEnrolment] = useState<Enrolment | null>(null);
  const change = (next: boolean) => {
    setOpen(next);
    if (!next) setEnrolment(null);
  };
  return (
    <Dialog title="Turn on two-factor sign-in" open={open} onOpenChange={change} trigger={<Button>Turn on</Button>}>
      {enrolment === null ? (
        <PasswordStep
          action="Go on"
          submit={(password) => callAuth((auth) => auth.twoFactor.enable({ password }))}
          onDone={setEnrolment}
        />
      ) : (
        <ConfirmStep
          enrolment={enrolment}
          onDone={() => {
            change(false);
            notifySuccess("Two-factor sign-in is on.");
            onDone();
          }}
        />
      )}
    </Dialog>
  );
}

type ConfirmStepProps = { readonly enrolment: Enrolment; readonly onDone: () => void };

/** The code to scan, the recovery codes to keep, and the proof that the app works. */
function ConfirmStep({ enrolment, onDone }: ConfirmStepProps) {
  const [code, setCode] = useState("");
  const secret = new URL(enrolment.totpURI).searchParams.get("secret") ?? "";
  const verify = useMutation({
    meta: { quiet: true },
    mutationFn: () => callAuth((auth) => auth.twoFactor.verifyTotp({ code: code.trim() })),
    onSuccess: onDone,
  });
  const submit = (form: FormEvent) => {
    form.preventDefault();
    verify.mutate();
  };
  return (
    <form onSubmit={submit} className="grid gap-4">
      <div className="grid justify-items-center gap-2">
        <QrCode text={enrolment.totpURI} label="QR code for your authenticator app" />
        <p className="flex items-center gap-1 text-muted text-xs">
          <code className="break-all font-mono">{secret}</code>
          <CopyButton text={secret} label="Copy the secret" />
        </p>
      </div>
      <div className="grid gap-1.5">
        <p className="flex items-center justify-between font-medium text-muted text-xs">
          Recovery codes: keep them somewhere safe
          <CopyButton text={enrolment.backupCodes.join("\n")} label="Copy the recovery codes" />
        </p>
        <ul className="grid grid-cols-2 gap-1 rounded-md border bg-sunken p-3 font-mono text-xs">
          {enrolment.backupCodes.map((backup) => (
            <li key={backup}>{backup}</li>
          ))}
        </ul>
      </div>
      <Field label="Code that the app shows now">
        {(control) => (
          <Input
            {...control}
            required
            inputMode="numeric"
            autoComplete="one-time-code"
            value={code}
            onChange={(change) => setCode(change.target.value)}
          />
        )}
      </Field>
      <FormError message={verify.error?.message} />
      <Button type="submit" variant="primary" busy={verify.isPending}>
        Turn on
      </Button>
    </form>
  );
}
