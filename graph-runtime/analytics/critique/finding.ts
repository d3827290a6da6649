import type { Fix } from "../../core/diagnostic.ts";

/** One remark of the automatic critique. */
export type Finding = {
  readonly id: string;
  readonly title: string;
  readonly severity: "info" | "warning" | "serious";
  /** What was found, in one or two sentences with the numbers in them. */
  readonly message: string;
  /** What could be changed in the graph or the settings. */
  readonly suggestion: string;
  readonly numbers: Readonly<Record<string, number>>;
  /** The change of the strategy that answers it, where there is one. */
  readonly fix?: Fix;
};
