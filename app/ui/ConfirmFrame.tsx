"use client";
import { AlertDialog } from "radix-ui";
import { type ReactNode, useId, useState } from "react";
import { Button } from "./Button.tsx";
import { Input } from "./Input.tsx";

type ConfirmFrameProps = {
  readonly title: string;
  readonly description: ReactNode;
  readonly confirm: string;
  readonly danger?: boolean;
  readonly typeToConfirm?: string;
  readonly onConfirm: () => void;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Gives the focus back to what opened the dialog. */
  readonly onReturnFocus: () => void;
};

/** What an open question shows. Loaded with the first one that is asked. */
export function ConfirmFrame(props: ConfirmFrameProps) {
  const [typed, setTyped] = useState("");
  const inputId = useId();
  const ready = props.typeToConfirm === undefined || typed.trim() === props.typeToConfirm;
  const change = (open: boolean) => {
    setTyped("");
    props.onOpenChange(open);
  };
  return (
    <AlertDialog.Root open={props.open} onOpenChange={change}>
      <AlertDialog.Portal>
        <AlertDialog.Overlay className="fixed inset-0 z-40 animate-fade bg-black/50" />
        <AlertDialog.Content
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            props.onReturnFocus();
          }}
          className="fixed inset-x-4 top-1/2 z-50 mx-auto grid max-w-md -translate-y-1/2 animate-fade gap-3 rounded-xl bg-raised p-5 shadow-overlay"
        >
          <AlertDialog.Title className="font-semibold text-lg">{props.title}</AlertDialog.Title>
          <AlertDialog.Description asChild>
            <div className="grid gap-2 text-muted text-sm">{props.description}</div>
          </AlertDialog.Description>
          {props.typeToConfirm === undefined ? null : (
            <div className="grid gap-1.5">
              <label htmlFor={inputId} className="text-muted text-xs">
                Type <strong className="text-text">{props.typeToConfirm}</strong> to go on
              </label>
              <Input id={inputId} value={typed} autoComplete="off" onChange={(event) => setTyped(event.target.value)} />
            </div>
          )}
          <div className="mt-2 flex justify-end gap-2">
            <AlertDialog.Cancel asChild>
              <Button>Cancel</Button>
            </AlertDialog.Cancel>
            <AlertDialog.Action asChild>
              <Button variant={props.danger ? "danger" : "primary"} disabled={!ready} onClick={props.onConfirm}>
                {props.confirm}
              </Button>
            </AlertDialog.Action>
          </div>
        </AlertDialog.Content>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}
