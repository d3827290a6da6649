"use client";
import { Link2 } from "lucide-react";
import { type ReactNode, useState } from "react";
import { errorText } from "../trpc/error-text.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { SegmentedControl } from "../ui/SegmentedControl.tsx";
import { LinkLifetime, usualLifetime } from "./LinkLifetime.tsx";
import { MadeLink } from "./MadeLink.tsx";

type ShareFrameProps<Choice extends string> = {
  readonly title: string;
  readonly description: string;
  /** What whoever has the link sees or may do. */
  readonly choice: {
    readonly label: string;
    readonly options: readonly { readonly value: Choice; readonly label: string }[];
    readonly value: Choice;
    readonly onChange: (value: Choice) => void;
  };
  readonly making: { readonly isPending: boolean; readonly error: unknown };
  /** The address of the link that was just made. */
  readonly address: string | undefined;
  readonly onCreate: (expiresInDays: number | null) => void;
  readonly onClose: () => void;
  /** The links that there are. */
  readonly children: ReactNode;
};

/** A dialog that makes links to something, and lists those that were made. */
export function ShareFrame<Choice extends string>({
  title,
  description,
  choice,
  making,
  address,
  onCreate,
  onClose,
  children,
}: ShareFrameProps<Choice>) {
  const [expiresInDays, setExpiresInDays] = useState(usualLifetime);
  return (
    <Dialog
      open
      wide
      title={title}
      description={description}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <div className="grid gap-5">
        <div className="flex flex-wrap items-end gap-3">
          <div className="grid gap-1">
            <span className="font-medium text-xs">{choice.label}</span>
            <SegmentedControl {...choice} />
          </div>
          <LinkLifetime days={expiresInDays} onChange={setExpiresInDays} />
          <Button
            variant="primary"
            busy={making.isPending}
            data-testid="create-share"
            onClick={() => onCreate(expiresInDays)}
          >
            <Link2 size={15} aria-hidden="true" />
            Create link
          </Button>
        </div>
        {making.error === null ? null : (
          <p role="alert" className="text-danger text-sm">
            {errorText(making.error)}
          </p>
        )}
        {address === undefined ? null : <MadeLink address={address} />}
        {children}
      </div>
    </Dialog>
  );
}
