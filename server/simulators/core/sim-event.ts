import { z } from "zod";

const Account = z.object({
  id: z.string(),
  name: z.string(),
  key: z.string(),
  secret: z.string(),
  cash: z.number(),
  redirectUrl: z.string().nullable(),
  postbackUrl: z.string().nullable(),
});
export type SimAccount = z.infer<typeof Account>;

/** Which orders belong together. */
const Link = z.object({
  /** The first order of the group, by its id. */
  group: z.string(),
  /** It was asked for beside another, under which the protocol may show it. */
  isLeg: z.boolean(),
  /** It is held until the first order of the group has filled. */
  awaitsFill: z.boolean(),
});

/** What was asked for, in the words of the engine. `wire` keeps what the protocol has to give back as it came. */
export const SimDraft = z.object({
  symbol: z.string(),
  side: z.enum(["buy", "sell"]),
  type: z.enum(["market", "limit", "stop", "stop-limit"]),
  quantity: z.number().positive(),
  limitPrice: z.number().nullable(),
  triggerPrice: z.number().nullable(),
  immediate: z.boolean(),
  clientId: z.string().nullable(),
  wire: z.record(z.string(), z.string()),
  link: Link.nullable().default(null),
});
export type SimDraft = z.infer<typeof SimDraft>;

/** Null leaves a term as it is. */
const Change = z.object({
  quantity: z.number().nullable(),
  limitPrice: z.number().nullable(),
  triggerPrice: z.number().nullable(),
});
export type SimChange = z.infer<typeof Change>;

const event = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.object({ kind: z.literal(kind), broker: z.string(), sequence: z.int(), at: z.number(), ...shape });
const ofOrder = { order: z.string() };

/** What really happened at a simulated broker, in order. The journal holds these, and a restart is their replay. */
export const SimEvent = z.discriminatedUnion("kind", [
  event("account-opened", { account: Account }),
  event("session-opened", { account: z.string(), token: z.string(), expiresAt: z.number() }),
  event("session-closed", { token: z.string() }),
  /** What was bought for delivery is a holding from now on. */
  event("night-passed", {}),
  event("order-placed", { ...ofOrder, account: z.string(), draft: SimDraft, replaces: z.string().nullable() }),
  /** A request that was answered with a refusal: there never was an order. */
  event("order-refused", { account: z.string(), clientId: z.string().nullable(), reason: z.string() }),
  event("order-accepted", ofOrder),
  event("order-held", ofOrder),
  event("order-triggered", ofOrder),
  event("order-filled", { ...ofOrder, trade: z.string(), quantity: z.number(), price: z.number() }),
  event("order-changed", { ...ofOrder, change: Change }),
  event("order-replaced", { ...ofOrder, by: z.string() }),
  event("order-cancelled", { ...ofOrder, reason: z.string().nullable() }),
  event("order-rejected", { ...ofOrder, reason: z.string() }),
]);
export type SimEvent = z.infer<typeof SimEvent>;

/** An event before it is numbered. */
export type SimHappening = SimEvent extends infer One
  ? One extends SimEvent
    ? Omit<One, "broker" | "sequence" | "at">
    : never
  : never;
