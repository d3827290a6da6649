import type { ReactNode } from "react";

type AccessCardProps = { readonly title: string; readonly children: ReactNode; readonly below?: ReactNode };

/** The card in the middle of the sign-in and sign-up pages. */
export function AccessCard({ title, children, below }: AccessCardProps) {
  return (
    <div className="grid grow place-items-center px-4 py-10">
      <div className="grid w-full max-w-sm gap-4">
        <div className="grid gap-4 rounded-xl border bg-surface p-6 shadow-card">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {children}
        </div>
        {below ? <div className="text-center text-muted text-sm">{below}</div> : null}
      </div>
    </div>
  );
}
