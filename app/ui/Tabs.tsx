"use client";
import { Tabs as Primitive } from "radix-ui";
import type { ReactNode } from "react";
import { cx } from "./cx.ts";

export type Tab = { readonly id: string; readonly label: ReactNode; readonly content: ReactNode };

type TabsProps = {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value?: string;
  readonly onChange?: (id: string) => void;
  readonly className?: string;
};

export function Tabs({ label, tabs, value, onChange, className }: TabsProps) {
  const first = tabs[0]?.id ?? "";
  return (
    <Primitive.Root
      className={cx("grid min-w-0 grid-cols-1 gap-4", className)}
      {...(value === undefined ? { defaultValue: first } : { value })}
      {...(onChange ? { onValueChange: onChange } : {})}
    >
      <Primitive.List aria-label={label} className="-mx-1.5 flex gap-2 overflow-x-auto overflow-y-hidden border-b">
        {tabs.map((tab) => (
          <Primitive.Trigger
            key={tab.id}
            value={tab.id}
            className={cx(
              "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-transparent px-1.5 border-b-2 font-medium text-muted text-sm",
              "hover:text-text data-[state=active]:border-accent data-[state=active]:text-text focus-visible:-outline-offset-2",
            )}
          >
            {tab.label}
          </Primitive.Trigger>
        ))}
      </Primitive.List>
      {tabs.map((tab) => (
        <Primitive.Content key={tab.id} value={tab.id} className="min-w-0 focus-visible:outline-offset-4">
          {tab.content}
        </Primitive.Content>
      ))}
    </Primitive.Root>
  );
}
