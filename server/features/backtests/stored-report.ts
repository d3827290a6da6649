import { z } from "zod";
import type { Report } from "@/graph-runtime/analytics/report.ts";

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

/** The tables of a report besides statistics, trades, assumptions and critique. */
export const StoredReport =
  z.custom<Stored<Pick<Report, "months" | "years" | "rolling" | "distribution" | "attribution">>>(isObject);
