"use client";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { cx } from "./cx.ts";

export type Tab = { readonly id: string; readonly label: ReactNode; readonly content: ReactNode };

type TabsProps = {
  /** Names the tabs for screen readers. */
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly value?: string;
  readonly onChange?: (id: string) => void;
  readonly className?: string;
};

/** Views of one thing, one of them shown: Tab reaches the shown one's name, the arrow keys, Home and End choose. */
export function Tabs({ label, tabs, value, onChange, className }: TabsProps) {
  const name = useId();
  const [chosen, setChosen] = useState(tabs[0]?.id);
  const shown = tabs.find((tab) => tab.id === (value ?? chosen));
  const choose = (tab: Tab | undefined) => {
    if (tab === undefined || tab === shown) return;
    setChosen(tab.id);
    onChange?.(tab.id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const names = [...event.currentTarget.querySelectorAll<HTMLElement>(":scope > [role=tab]")];
    const next = neighbour(event.key, names.indexOf(document.activeElement as HTMLElement), names.length);
    if (next === null) return;
    event.preventDefault();
    names[next]?.focus();
    choose(tabs[next]);
  };
  return (
    <div className={cx("grid min-w-0 grid-cols-1 gap-4", className)}>
      <div
        role="tablist"
        aria-label={label}
        onKeyDown={onKeyDown}
        className="-mx-1.5 flex gap-2 overflow-x-auto overflow-y-hidden border-b"
      >
        {tabs.map((tab, order) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${name}${tab.id}`}
            aria-selected={tab === shown}
            {...(tab === shown ? { "aria-controls": `${name}panel` } : {})}
            tabIndex={tab === shown || (shown === undefined && order === 0) ? 0 : -1}
            onClick={() => choose(tab)}
            className={cx(
              "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-transparent px-1.5 border-b-2 font-medium text-muted text-sm",
              "hover:text-text aria-selected:border-accent aria-selected:text-text focus-visible:-outline-offset-2",
            )}
          >
            {tab.label}
          </button>
        ))}
      </div>
      {shown ? (
        <div
          key={shown.id}
          role="tabpanel"
          id={`${name}panel`}
          aria-labelledby={`${name}${shown.id}`}
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what is shown may hold nothing that takes the focus
          tabIndex={0}
          className="min-w-0 focus-visible:outline-offset-4"
        >
          {shown.content}
        </div>
      ) : null}
    </div>
  );
}

/** Returns which tab a key leads to, round the ends, or null where it leads nowhere. */
function neighbour(key: string, from: number, count: number): number | null {
  if (from < 0) return null;
  if (key === "ArrowRight") return (from + 1) % count;
  if (key === "ArrowLeft") return (from + count - 1) % count;
  if (key === "Home") return 0;
  return key === "End" ? count - 1 : null;
}
