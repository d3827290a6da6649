import { cx } from "./cx.ts";

type DeltaProps = {
  /** Decides colour and triangle; null where the figure is not known. */
  readonly value: number | null | undefined;
  /** The figure as written. */
  readonly children: React.ReactNode;
  readonly className?: string;
};

/** A gain or a loss: teal with a triangle up, or orange-red with a triangle down. */
export function Delta({ value, children, className }: DeltaProps) {
  if (value === null || value === undefined || !Number.isFinite(value) || value === 0) {
    return <span className={cx("figure text-muted", className)}>{children}</span>;
  }
  const isGain = value > 0;
  return (
    <span className={cx("figure inline-flex items-baseline gap-1", isGain ? "text-profit" : "text-loss", className)}>
      <span aria-hidden="true" className="text-[0.7em]">
        {isGain ? "▲" : "▼"}
      </span>
      {children}
    </span>
  );
}
