import { z } from "zod";
import { defineNode } from "../../define-node.ts";

export const probe = defineNode({
  kind: "alert.probe",
  version: 1,
  meta: {
    title: "Probe",
    family: "alerts",
    keywords: ["watch", "record", "plot", "log", "debug", "inspect", "series"],
    summary:
      "Records a value on every bar under a name: a backtest shows it as a line in its result, a run writes it into the decision of each bar. It changes nothing.",
  },
  params: z.object({
    name: z.string().trim().min(1).max(60).default("Probe").meta({ label: "Name", control: "text", primary: true }),
  }),
  inputs: { value: { type: "number", label: "Value" } },
  outputs: {},
  warmup: () => 0,
  explain: (p) => `Record "${p.name}"`,
  probe: (p) => p.name,
  examples: [{ title: "has no effect on what it watches", inputs: { value: [1, 2] }, outputs: {} }],
});
