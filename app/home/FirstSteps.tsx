import { Check } from "lucide-react";
import Link from "next/link";
import { cx } from "../ui/cx.ts";

type FirstStepsProps = {
  readonly hasStrategy: boolean;
  readonly hasBacktest: boolean;
  readonly hasRun: boolean;
  /** False until all three are known. */
  readonly isKnown: boolean;
};

/** The way through the product for a newcomer; gone once it has been walked. */
export function FirstSteps({ hasStrategy, hasBacktest, hasRun, isKnown }: FirstStepsProps) {
  if (!isKnown || (hasStrategy && hasBacktest && hasRun)) return null;
  const steps = [
    {
      done: hasStrategy,
      href: "/templates",
      title: "Open a template",
      text: "A complete strategy on the canvas, to look at and change.",
    },
    {
      done: hasBacktest,
      href: "/strategies",
      title: "Run a backtest",
      text: "One button on the canvas. The result says what to trust and what not.",
    },
    {
      done: hasRun,
      href: "/marketplace",
      title: "Run a basket on paper",
      text: "Subscribe to one in the marketplace, or publish your own.",
    },
  ];
  const next = steps.findIndex((step) => !step.done);
  return (
    <ol className="grid gap-3 md:grid-cols-3" aria-label="First steps">
      {steps.map((step, index) => (
        <li key={step.href}>
          <Link
            href={step.href}
            className={cx(
              "flex h-full gap-3 rounded-lg border bg-surface p-4 shadow-card transition-colors hover:border-line",
              index === next && "border-accent/60",
            )}
          >
            <span
              className={cx(
                "figure grid size-6 shrink-0 place-items-center rounded-full font-semibold text-xs",
                step.done
                  ? "bg-profit-soft text-profit"
                  : index === next
                    ? "bg-accent-strong text-on-accent"
                    : "bg-active text-muted",
              )}
            >
              {step.done ? <Check size={14} aria-label="Done" /> : index + 1}
            </span>
            <span className="grid content-start gap-0.5">
              <span className="font-medium">{step.title}</span>
              <span className="text-muted text-xs">{step.text}</span>
            </span>
          </Link>
        </li>
      ))}
    </ol>
  );
}
