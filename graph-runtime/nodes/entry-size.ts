import { z } from "zod";
import type { Complaint, Surroundings } from "./define-node.ts";
import type { SizeUnit } from "./order-intent.ts";

const UNITS = ["units", "lots", "value", "equity-percent", "risk-percent"] as const satisfies readonly SizeUnit[];

const UNIT_WORDS: Record<(typeof UNITS)[number], string> = {
  units: "units",
  lots: "lots",
  value: "of money",
  "equity-percent": "% of equity",
  "risk-percent": "% of equity at risk to the stop",
};

/** The parameters that say how much an entry buys or sells. */
export function sizeParams(amount = 100) {
  return {
    amount: z.number().positive().max(1e12).default(amount).meta({ label: "Size", control: "number", primary: true }),
    unit: z
      .enum(UNITS)
      .default("equity-percent")
      .meta({
        label: "Size in",
        help: "Percentages are of account equity at the decision.",
        options: { "equity-percent": "% of equity", "risk-percent": "% of equity at risk", value: "Money" },
        control: "select",
      }),
  };
}

/** The input that replaces the size. */
export const SIZE_INPUT = {
  type: "number",
  label: "Size",
  optional: true,
  help: "Replaces the size of the node, in the same unit.",
} as const;

type Size = { readonly amount: number; readonly unit: (typeof UNITS)[number] };

export function sizeText({ amount, unit }: Size, wired: string | undefined): string {
  return `${wired ?? amount} ${UNIT_WORDS[unit]}`;
}

/** A size by risk is worked out from the distance to the stop. */
export function checkSize({ unit }: Size, { protections }: Pick<Surroundings, "protections">): Complaint[] {
  if (unit !== "risk-percent" || protections.has("stop")) return [];
  const message =
    "a size in % of equity at risk needs the distance to a stop, and this strategy has no stop loss. Add a Stop loss node, or choose another unit.";
  return [{ severity: "error", message, param: "unit" }];
}
