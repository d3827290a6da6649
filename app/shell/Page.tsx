import type { ReactNode } from "react";
import { cx } from "../ui/cx.ts";

type PageProps = {
  readonly children: ReactNode /** For reading and forms rather than tables and charts. */;
  readonly narrow?: boolean;
};

/** The padding and the widest width of an ordinary page. The canvas does without. */
export function Page({ children, narrow }: PageProps) {
  return (
    <div
      className={cx(
        "mx-auto grid w-full grid-cols-1 content-start gap-5 px-4 py-5 sm:px-6 lg:px-8",
        narrow ? "max-w-4xl" : "max-w-[100rem]",
      )}
    >
      {children}
    </div>
  );
}
