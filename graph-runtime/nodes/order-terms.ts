import { z } from "zod";
import { HOUR } from "../core/time.ts";
import { ORDER_TYPES, type OrderStyle, TIMES_IN_FORCE, type TimeInForce } from "./order-intent.ts";

/** Orders that wait for a price, or at one. */
const PRICED = ["limit", "stop", "stop-limit", "market-if-touched", "limit-if-touched"] as const;
const TWO_PRICES = ["stop-limit", "limit-if-touched"] as const;

/** The parameters of how an order is placed; every order kind that offers them has all of them. */
export function termsParams() {
  return {
    order: z.enum(ORDER_TYPES).default("market").meta({
      label: "Order",
      help: "Market orders take the next price. The others wait for the price input, or follow the market at a distance.",
      control: "select",
    }),
    trail: z
      .number()
      .positive()
      .max(1e9)
      .default(2)
      .meta({
        label: "Trail by",
        help: "Used while the distance input is not wired.",
        control: "number",
        shownWhen: { order: ["trailing-stop"] },
      }),
    trailUnit: z
      .enum(["percent", "price"])
      .default("percent")
      .meta({
        label: "Trail in",
        help: "Percent of the price that it follows, or price points.",
        control: "segmented",
        shownWhen: { order: ["trailing-stop"] },
      }),
    timeInForce: z
      .enum(TIMES_IN_FORCE)
      .default("gtc")
      .meta({
        label: "Good for",
        options: {
          gtc: "Until cancelled",
          day: "The day",
          gtd: "Some hours",
          ioc: "Next open, rest cancelled",
          fok: "Next open, all or nothing",
          "on-open": "Session open only",
          "on-close": "Session close only",
        },
        control: "select",
      }),
    hours: z
      .number()
      .min(0.1)
      .max(100_000)
      .default(24)
      .meta({
        label: "Works for",
        unit: "hours",
        help: "Counted from the open of the bar that decides.",
        control: "number",
        shownWhen: { timeInForce: ["gtd"] },
      }),
  };
}

/** The inputs that belong to those parameters. */
export const TERMS_INPUTS = {
  price: {
    type: "number",
    label: "Price",
    help: "The limit of a limit order, the trigger of the others.",
    shownWhen: { order: PRICED },
  },
  limit: {
    type: "number",
    label: "Limit",
    help: "The worst price once the trigger was touched.",
    shownWhen: { order: TWO_PRICES },
  },
  distance: {
    type: "number",
    label: "Distance",
    optional: true,
    help: "Replaces the distance of a trailing stop, in the same unit.",
    shownWhen: { order: ["trailing-stop"] },
  },
} as const;

export type TermsParams = z.output<z.ZodObject<ReturnType<typeof termsParams>>>;
export type OrderTerms = {
  readonly style: OrderStyle;
  readonly timeInForce: TimeInForce;
  readonly goodTill?: number;
};

type TermsContext = {
  readonly params: TermsParams;
  readonly inputs: { readonly [K in keyof typeof TERMS_INPUTS]: Float64Array };
  readonly connected: { readonly distance: boolean };
  readonly market: { readonly time: Float64Array };
};

/** Returns how to read an order's terms at a bar: null while a price that they need is unknown. */
export function termsReader({ params, inputs, connected, market }: TermsContext): (bar: number) => OrderTerms | null {
  const { timeInForce, hours } = params;
  const plain: OrderTerms = { style: { type: "market" }, timeInForce };
  // most orders of most strategies: nothing to be read, so nothing to be made
  if (params.order === "market" && timeInForce !== "gtd") return () => plain;
  const styleAt = styleReader(params, inputs, connected.distance);
  return (bar) => {
    const style = styleAt(bar);
    if (style === null) return null;
    return timeInForce === "gtd"
      ? { style, timeInForce, goodTill: market.time[bar]! + hours * HOUR }
      : { style, timeInForce };
  };
}

function styleReader(
  { order, trail, trailUnit }: TermsParams,
  { price, limit, distance }: TermsContext["inputs"],
  isDistanceWired: boolean,
): (bar: number) => OrderStyle | null {
  switch (order) {
    case "market":
      return () => ({ type: "market" });
    case "trailing-stop":
      return (bar) => {
        const points = isDistanceWired ? distance[bar]! : trail;
        return points > 0 ? { type: order, distance: points, unit: trailUnit } : null;
      };
    case "stop-limit":
    case "limit-if-touched":
      return (bar) =>
        price[bar]! > 0 && limit[bar]! > 0 ? { type: order, price: price[bar]!, limit: limit[bar]! } : null;
    default:
      return (bar) => (price[bar]! > 0 ? { type: order, price: price[bar]! } : null);
  }
}

const DURATIONS: Record<Exclude<TimeInForce, "gtd">, string> = {
  gtc: "",
  day: ", for the day",
  ioc: ", at the next open or not at all",
  fok: ", whole at the next open or not at all",
  "on-open": ", at a session's open",
  "on-close": ", at a session's close",
};

/** Reads an order's terms aloud, to follow what is bought or sold. */
export function termsText(p: TermsParams, wired: Readonly<Record<string, string>> = {}): string {
  const duration = p.timeInForce === "gtd" ? `, for ${p.hours} hours` : DURATIONS[p.timeInForce];
  if (p.order === "market") return p.timeInForce === "gtc" ? ", at the next open" : duration || ", at the next open";
  if (p.order === "trailing-stop") {
    const distance = wired["distance"] ?? p.trail;
    return `, by a stop that trails ${distance}${p.trailUnit === "percent" ? " %" : " points"} behind${duration}`;
  }
  const price = wired["price"] ? ` at ${wired["price"]}` : "";
  const limit = wired["limit"] ? ` with limit ${wired["limit"]}` : "";
  return `, by ${p.order} order${price}${limit}${duration}`;
}
