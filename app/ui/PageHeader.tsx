import { ChevronRight } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";

type PageHeaderProps = {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  /** The pages above this one. */
  readonly trail?: readonly { readonly href: string; readonly label: string }[];
  readonly badges?: ReactNode;
  readonly actions?: ReactNode;
};

export function PageHeader({ title, description, trail, badges, actions }: PageHeaderProps) {
  return (
    <header className="flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="grid min-w-0 gap-1">
        {trail ? (
          <nav aria-label="Breadcrumb" className="flex flex-wrap items-center gap-1 text-muted text-xs">
            {trail.map((step, depth) => (
              <span key={step.href} className="flex items-center gap-1">
                {depth === 0 ? null : <ChevronRight size={12} aria-hidden="true" className="text-faint" />}
                <Link href={step.href} className="rounded-sm hover:text-text">
                  {step.label}
                </Link>
              </span>
            ))}
          </nav>
        ) : null}
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          <h1 className="min-w-0 font-semibold text-xl tracking-tight [overflow-wrap:anywhere]">{title}</h1>
          {badges}
        </div>
        {description ? <p className="max-w-2xl text-muted text-sm">{description}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
    </header>
  );
}
