import type { ReactNode } from "react";

type EmptyStateProps = {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
};

/** Says that there is nothing here yet, why, and what to do about it. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-2 px-6 py-12 text-center">
      {icon ? (
        <div className="mb-1 grid size-10 place-items-center rounded-lg border bg-sunken text-muted" aria-hidden="true">
          {icon}
        </div>
      ) : null}
      <p className="font-medium text-base">{title}</p>
      {children ? <p className="max-w-sm text-balance text-muted text-sm">{children}</p> : null}
      {action ? <div className="mt-2 flex flex-wrap justify-center gap-2">{action}</div> : null}
    </div>
  );
}
