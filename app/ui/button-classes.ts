import { cx } from "./cx.ts";

export type ButtonVariant = "primary" | "secondary" | "ghost" | "danger";
export type ButtonSize = "sm" | "md" | "lg";

const variants: Record<ButtonVariant, string> = {
  primary: "bg-accent-strong text-on-accent hover:bg-accent-strong-hover",
  secondary: "border border-border bg-surface text-text shadow-card hover:bg-hover",
  ghost: "text-muted hover:bg-hover hover:text-text",
  danger: "bg-danger-strong text-white hover:brightness-110",
};
const sizes: Record<ButtonSize, string> = {
  sm: "h-7 gap-1.5 rounded-md px-2.5 text-xs",
  md: "h-8 gap-2 rounded-md px-3 text-sm",
  lg: "h-10 gap-2 rounded-lg px-4 text-base",
};

/** Returns the clothes of a button, for what cannot be a Button: the pages of last resort load nothing. */
export function buttonClasses(variant: ButtonVariant, size: ButtonSize = "md"): string {
  return cx(
    "inline-flex shrink-0 select-none items-center justify-center whitespace-nowrap font-medium transition-colors duration-100",
    "disabled:cursor-not-allowed disabled:opacity-50 [&_svg]:shrink-0",
    variants[variant],
    sizes[size],
  );
}
