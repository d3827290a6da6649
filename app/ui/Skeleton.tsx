import { cx } from "./cx.ts";

/** A grey block in the place of what is loading. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <div
      aria-hidden="true"
      data-testid="loading-block"
      className={cx("animate-pulse rounded-md bg-active", className)}
    />
  );
}

/** Rows of grey blocks, announced once as "Loading". */
export function SkeletonRows({ rows = 4 }: { readonly rows?: number }) {
  return (
    <div role="status" aria-label="Loading" className="grid gap-3 p-4">
      {Array.from({ length: rows }, (_, row) => row).map((row) => (
        <div key={row} className="flex items-center gap-4">
          <Skeleton className="h-4 grow" />
          <Skeleton className="h-4 w-24" />
          <Skeleton className="hidden h-4 w-16 sm:block" />
        </div>
      ))}
    </div>
  );
}

/** A page that is on its way: its heading and a panel of rows. */
export function PageSkeleton() {
  return (
    <div className="mx-auto grid w-full max-w-[100rem] content-start gap-5 px-4 py-5 sm:px-6 lg:px-8">
      <Skeleton className="h-7 w-48" />
      <div className="rounded-lg border bg-surface shadow-card">
        <SkeletonRows rows={6} />
      </div>
    </div>
  );
}
