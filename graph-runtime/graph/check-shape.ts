import { type Diagnostic, errorDiagnostic } from "../core/diagnostic.ts";

const MAX_DEPTH = 32;
const MAX_VALUES = 2_000_000;

/** Looks over a raw value without recursion: too deep, too large, or numbers that JSON cannot hold. */
export function checkShape(json: unknown): Diagnostic[] {
  const stack: { value: unknown; depth: number; path: string }[] = [{ value: json, depth: 0, path: "" }];
  let seen = 0;
  while (stack.length > 0) {
    const { value, depth, path } = stack.pop()!;
    if (++seen > MAX_VALUES) {
      return [
        errorDiagnostic(
          "document.too-large",
          `The document holds more than ${MAX_VALUES} values; a strategy may hold 10,000 nodes.`,
          { expected: `${MAX_VALUES} values`, received: "more" },
        ),
      ];
    }
    if (typeof value === "number" && !Number.isFinite(value)) {
      return [
        errorDiagnostic("document.not-finite", `${path}: expected a finite number, found ${value}.`, {
          path,
          expected: "a finite number",
          received: String(value),
        }),
      ];
    }
    if (typeof value !== "object" || value === null) continue;
    if (depth >= MAX_DEPTH) {
      const message = `The document is nested deeper than ${MAX_DEPTH} levels at ${path.slice(0, 120)}; a strategy never is.`;
      return [
        errorDiagnostic("document.too-deep", message, {
          path: path.slice(0, 400),
          expected: `${MAX_DEPTH} levels`,
          received: "more",
        }),
      ];
    }
    for (const key of Object.keys(value)) {
      stack.push({ value: (value as Record<string, unknown>)[key], depth: depth + 1, path: `${path}/${key}` });
    }
  }
  return [];
}
