import { defineProtection } from "../../protection-kind.ts";

export const trailingStop = defineProtection({
  kind: "exit.trailing-stop",
  title: "Trailing stop",
  keywords: ["trailing stop", "trail", "protect", "chandelier", "atr stop"],
  summary:
    "Closes the position when the price falls back by the given distance from its best price since the entry. It follows the highs of a long (the lows of a short), moves after each bar, and never moves back. Wire an ATR to the distance for a stop in multiples of volatility.",
  role: "trail",
  initial: 5,
  basis: "best price",
  units: ["percent", "price"],
});
