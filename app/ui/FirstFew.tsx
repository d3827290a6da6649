"use client";
import { type ReactNode, useState } from "react";
import { Button } from "./Button.tsx";

type FirstFewProps = {
  readonly children: readonly ReactNode[];
  /** So many are shown until the others are asked for. */
  readonly few: number;
  /** What they are, in the plural. */
  readonly what: string;
};

/** The first of many, and the others on a click: a page of a hundred parts is read by nobody. */
export function FirstFew({ children, few, what }: FirstFewProps) {
  const [isOpen, setOpen] = useState(false);
  if (isOpen || children.length <= few + 1) return children;
  return (
    <>
      {children.slice(0, few)}
      <Button size="sm" className="justify-self-start" onClick={() => setOpen(true)}>
        Show all {children.length} {what}
      </Button>
    </>
  );
}
