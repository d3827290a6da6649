import type { Complaint } from "../../define-node.ts";

const VALUES = ["close", "a", "b", "c"] as const;
type Values = Readonly<Record<(typeof VALUES)[number], number>>;

const PLACE = /\{([^{}]*)\}/g;

/** Says which places of a message nothing can be put into. */
export function checkMessage(message: string, connected: Readonly<Record<string, boolean>>): Complaint[] {
  for (const [place, name = ""] of message.matchAll(PLACE)) {
    const isKnown = name === "symbol" || VALUES.some((value) => value === name);
    if (!isKnown) {
      const text = `the message has no value for ${place}; it knows {symbol}, {close}, {a}, {b} and {c}.`;
      return [{ severity: "error", message: text, param: "message" }];
    }
    if (connected[name] === false) {
      const text = `the message shows ${place}, and nothing is wired to value ${name}. Wire it, or leave it out.`;
      return [{ severity: "error", message: text, param: "message" }];
    }
  }
  return [];
}

/** Returns the function that writes the message with the values of a bar, to four digits after the point. */
export function messageWriter(message: string, symbol: string): (values: Values) => string {
  return (values) =>
    message.replace(PLACE, (place, name: string) => {
      if (name === "symbol") return symbol;
      const key = VALUES.find((value) => value === name);
      if (key === undefined) return place;
      const value = values[key];
      return Number.isNaN(value) ? "unknown" : String(Math.round(value * 10_000) / 10_000);
    });
}
