import type { ComponentProps } from "react";
import { cx } from "./cx.ts";
import { inputClasses } from "./Input.tsx";

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return <textarea className={cx(inputClasses, "min-h-20 py-1.5", className)} {...rest} />;
}
