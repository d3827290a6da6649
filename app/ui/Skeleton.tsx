import { cx } from "./cx.ts";

/** A grey block in the place of what is loading. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={cx("animate-pulse rounded-md bg-active", className)} />;
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
