import { z } from "zod";
import { AVERAGES, type AverageName } from "../kernels/rolling-average.ts";

/** Returns the schema of a choice of moving average. */
export function averageParam(defaultName: AverageName, label = "Average") {
  return z.enum(AVERAGES).default(defaultName).meta({ label, control: "select" });
}
