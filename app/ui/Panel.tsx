import type { ReactNode } from "react";
import { cx } from "./cx.ts";

type PanelProps = {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
  readonly className?: string;
  /** Leaves the body without padding, for tables and charts that run to the edge. */
  readonly flush?: boolean;
};

/** A framed part of a page with a heading of its own. */
export function Panel({ title, description, actions, children, className, flush }: PanelProps) {
  return (
    <section className={cx("flex min-w-0 flex-col rounded-lg border bg-surface shadow-card", className)}>
      {title ? (
        <header className="flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
          <div className="min-w-0">
            <h2 className="font-semibold text-sm">{title}</h2>
            {description ? <p className="text-muted text-xs">{description}</p> : null}
          </div>
          {actions ? <div className="flex items-center gap-2">{actions}</div> : null}
        </header>
      ) : null}
      <div className={cx("min-w-0 grow", flush ? "overflow-hidden rounded-b-lg" : title ? "px-4 pb-4" : "p-4")}>
        {children}
      </div>
    </section>
  );
}
