import { defineProtection } from "../../protection-kind.ts";

export const stopLoss = defineProtection({
  kind: "exit.stop-loss",
  title: "Stop loss",
  keywords: ["stop loss", "protect", "risk"],
  summary:
    "Closes the position when the price moves the given distance against the entry. It goes out with the entry and is live from the moment the entry fills.",
  role: "stop",
  initial: 5,
  basis: "entry price",
  units: ["percent", "price"],
});
