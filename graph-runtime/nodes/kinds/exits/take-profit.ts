import { defineProtection } from "../../protection-kind.ts";

export const takeProfit = defineProtection({
  kind: "exit.take-profit",
  title: "Take profit",
  keywords: ["target", "profit", "limit", "risk reward"],
  summary:
    "Closes the position when the price moves the given distance in favour of the entry. It goes out with the entry and is live from the moment the entry fills.",
  role: "target",
  initial: 10,
  basis: "entry price",
  units: ["percent", "price", "risk"],
});
