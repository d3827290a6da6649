"use client";
import type { Kind } from "../kinds/kind.ts";
import type { KindHelp } from "../kinds/kind-help.ts";
import { type ExampleLine, exampleLines, exampleToShow, linePath } from "./example-lines.ts";

const size = { width: 256, height: 56 };
const colors = ["var(--color-series-3)", "var(--color-series-4)", "var(--color-series-5)", "var(--color-series-2)"];

/** A worked example of a kind, drawn: numbers on one scale, conditions as steps below. Its figures are tested. */
export function ExampleChart({ kind, help }: { readonly kind: Kind; readonly help: KindHelp }) {
  const example = exampleToShow(help.examples);
  if (example === null) return null;
  const lines = exampleLines(kind, example);
  const numbers = lines.filter((line) => !line.isCondition);
  const known = numbers.flatMap((line) => line.values.filter((value) => value !== null));
  const range = { least: Math.min(...known), most: Math.max(...known) };
  const color = (line: ExampleLine): string =>
    line.isOutput ? "var(--color-series-1)" : (colors[lines.indexOf(line) % colors.length] ?? "currentColor");
  return (
    <figure className="grid gap-2" data-testid="example-chart">
      <figcaption className="text-muted text-xs">Example: {example.title}</figcaption>
      {numbers.length === 0 ? null : (
        <svg
          role="img"
          aria-label={`${example.title}: ${numbers.map((line) => line.label).join(", ")}`}
          viewBox={`-2 -3 ${size.width + 4} ${size.height + 6}`}
          className="w-full rounded-md border bg-sunken"
        >
          {numbers.map((line) => (
            <path
              key={line.id}
              d={linePath(line, range, size)}
              fill="none"
              stroke={color(line)}
              strokeWidth={line.isOutput ? 2.2 : 1.3}
              strokeLinejoin="round"
              strokeLinecap="round"
            />
          ))}
        </svg>
      )}
      {lines
        .filter((line) => line.isCondition)
        .map((line) => (
          <svg
            key={line.id}
            role="img"
            aria-label={`${line.label}: ${line.values.map((value) => (value === null ? "unknown" : value === 1 ? "true" : "false")).join(", ")}`}
            viewBox={`-2 -3 ${size.width + 4} 18`}
            className="w-full"
          >
            <path
              d={linePath(line, { least: 0, most: 1 }, { width: size.width, height: 12 })}
              fill="none"
              stroke={color(line)}
              strokeWidth={line.isOutput ? 2.2 : 1.3}
            />
          </svg>
        ))}
      <p className="flex flex-wrap gap-x-3 text-2xs text-faint">
        {lines.map((line) => (
          <span key={line.id} className="flex items-center gap-1">
            <span className="inline-block h-0.5 w-3" style={{ background: color(line) }} />
            {line.label}
          </span>
        ))}
      </p>
    </figure>
  );
}
