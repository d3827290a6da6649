import type { Condition, Relation } from "./meaning.ts";

const OPPOSITE: Readonly<Record<Relation, Relation>> = {
  above: "below",
  "at-or-above": "below",
  below: "above",
  "at-or-below": "above",
};

/** Returns the condition that "on the reverse" means; null where a condition has no reverse, such as a time of day. */
export function reverseCondition(condition: Condition): Condition | null {
  switch (condition.type) {
    case "cross":
      return { ...condition, direction: condition.direction === "above" ? "below" : "above" };
    case "compare":
      return { ...condition, relation: OPPOSITE[condition.relation] };
    case "between":
      return { ...condition, relation: condition.relation === "inside" ? "outside" : "inside" };
    case "rising":
      return { ...condition, direction: condition.direction === "rising" ? "falling" : "rising" };
    case "moved":
      return { ...condition, direction: condition.direction === "up" ? "down" : "up" };
    case "trend":
      return { ...condition, rising: !condition.rising };
    case "all":
    case "any": {
      const parts = condition.parts.map(reverseCondition).filter((part) => part !== null);
      const [only] = parts;
      if (only === undefined) return null;
      // "not (A and B)" is "not A or not B"
      return parts.length === 1 ? only : { type: condition.type === "all" ? "any" : "all", parts };
    }
    case "held":
    case "window":
    case "weekday":
    case "schedule":
      return null;
  }
}
