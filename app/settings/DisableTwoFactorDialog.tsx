"use client";
import { useState } from "react";
import { callAuth } from "../session/call-auth.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { notifySuccess } from "../ui/notify.ts";
import { PasswordStep } from "./PasswordStep.tsx";

export function DisableTwoFactorDialog({ onDone }: { readonly onDone: () => void }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      title="Turn off two-factor sign-in"
      description="From then on the password alone lets somebody in. The recovery codes stop working."
      open={open}
      onOpenChange={setOpen}
      trigger={<Button>Turn off</Button>}
    >
      <PasswordStep
        action="Turn off"
        submit={(password) => callAuth((auth) => auth.twoFactor.disable({ password }))}
        onDone={() => {
          setOpen(false);
          notifySuccess("Two-factor sign-in is off.");
          onDone();
        }}
      />
    </Dialog>
  );
}
