import { z } from "zod";
import type { Report } from "@/graph-runtime/analytics/report.ts";
import type { Recorded } from "./recorded.ts";

/** Unknown numbers are null in stored JSON, and columns are lists. */
type Stored<Value> = Value extends Float64Array
  ? (number | null)[]
  : Value extends readonly (infer Item)[]
    ? Stored<Item>[]
    : Value extends object
      ? { [Key in keyof Value]: Stored<Value[Key]> }
      : Value extends number
        ? Value | null
        : Value;

const isObject = (value: unknown): boolean => typeof value === "object" && value !== null;

type Tables = Stored<Pick<Report, "months" | "years" | "rolling" | "distribution" | "attribution">>;

/** The tables of a report besides statistics, trades, assumptions and critique; older ones have no alerts and probes. */
export const StoredReport = z.custom<Tables & { readonly recorded?: Recorded }>(isObject);
