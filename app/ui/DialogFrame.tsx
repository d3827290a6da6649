"use client";
import { X } from "lucide-react";
import { Dialog as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type DialogFrameProps = {
  readonly title: string;
  readonly description?: ReactNode;
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  /** Gives the focus back to what opened the dialog. */
  readonly onReturnFocus: () => void;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  /** "full" takes the width of the screen: for drawings. */
  readonly wide?: boolean | "full";
};

/** What an open dialog shows. Loaded with the first one that opens. */
export function DialogFrame(props: DialogFrameProps) {
  const { title, description, open, onOpenChange, onReturnFocus, children, footer, wide } = props;
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="fixed inset-0 z-40 animate-fade bg-black/50 backdrop-blur-[1px]" />
        <Primitive.Content
          {...(description ? {} : { "aria-describedby": undefined })}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onReturnFocus();
          }}
          className={cx(
            "fixed z-50 flex max-h-[calc(100dvh-2rem)] flex-col bg-raised shadow-overlay focus:outline-none",
            "inset-x-0 bottom-0 animate-sheet rounded-t-xl sm:inset-x-auto sm:bottom-auto",
            "sm:top-1/2 sm:left-1/2 sm:w-[calc(100vw-2rem)] sm:-translate-x-1/2 sm:-translate-y-1/2 sm:animate-fade sm:rounded-xl",
            wide === "full" ? "sm:max-w-6xl" : wide ? "sm:max-w-3xl" : "sm:max-w-md",
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-3">
            <div className="grid gap-1">
              <Primitive.Title className="font-semibold text-lg">{title}</Primitive.Title>
              {description ? (
                <Primitive.Description className="text-muted text-sm">{description}</Primitive.Description>
              ) : null}
            </div>
            <Primitive.Close
              aria-label="Close"
              className="-mr-1.5 inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-text"
            >
              <X size={16} />
            </Primitive.Close>
          </header>
          <div className="min-h-0 overflow-y-auto px-5 pb-5">{children}</div>
          {footer ? <footer className="flex justify-end gap-2 border-t px-5 py-3">{footer}</footer> : null}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
