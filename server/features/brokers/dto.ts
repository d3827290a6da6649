import { z } from "zod";
import { AccountLimits } from "@/graph-runtime/risk/account-limits.ts";
import { SCHEDULE_ZONES } from "@/graph-runtime/risk/run-schedule.ts";
import { brokerEnvironments } from "../../db/repositories/broker-accounts.ts";

const Support = z.enum(["native", "emulated", "none"]);

export const BrokerDto = z.object({
  id: z.string(),
  title: z.string(),
  country: z.string(),
  environments: z.array(z.enum(brokerEnvironments)),
  /** Whether the broker is logged in to on a page of its own. */
  hasLoginPage: z.boolean(),
  needsStaticAddress: z.boolean(),
  credentialFields: z.array(z.object({ key: z.string(), label: z.string(), help: z.string(), isSecret: z.boolean() })),
  /** What can be done there, in the order in which it is shown. */
  capabilities: z.array(z.object({ label: z.string(), support: Support, note: z.string().nullable() })),
});
export type BrokerDto = z.infer<typeof BrokerDto>;

export const BrokerAccountDto = z.object({
  id: z.string(),
  broker: z.string(),
  /** The clock of its exchange. */
  zone: z.enum(SCHEDULE_ZONES),
  environment: z.enum(brokerEnvironments),
  label: z.string(),
  session: z
    .object({ user: z.string(), /** Null where it does not end by itself. */ expiresAt: z.iso.datetime().nullable() })
    .nullable(),
  review: z.string().nullable(),
  reconciledAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  /** When its kill switch was thrown; null while it may trade. */
  haltedAt: z.iso.datetime().nullable(),
  limits: AccountLimits,
});
export type BrokerAccountDto = z.infer<typeof BrokerAccountDto>;

const Position = z.object({
  exchange: z.string(),
  symbol: z.string(),
  quantity: z.string(),
  averagePrice: z.string(),
  lastPrice: z.string().nullable(),
});

/** What the broker says of the account at this moment. */
export const BrokerStateDto = z.object({
  at: z.iso.datetime(),
  funds: z.object({ currency: z.string(), cash: z.string(), available: z.string(), used: z.string() }),
  positions: z.array(Position.extend({ product: z.string() })),
  holdings: z.array(Position),
  orders: z.array(
    z.object({
      id: z.string(),
      symbol: z.string(),
      side: z.enum(["buy", "sell"]),
      type: z.string(),
      status: z.string(),
      quantity: z.string(),
      filledQuantity: z.string(),
      averagePrice: z.string().nullable(),
      /** Whether it was placed by us. */
      isOurs: z.boolean(),
      reason: z.string().nullable(),
      time: z.iso.datetime().nullable(),
    }),
  ),
});
export type BrokerStateDto = z.infer<typeof BrokerStateDto>;

export const LinkRequest = z.strictObject({
  broker: z.string().max(40),
  environment: z.enum(["paper", "live"]),
  label: z.string().trim().min(1).max(120),
  credentials: z.record(z.string().max(40), z.string().trim().min(1).max(500)),
});
export type LinkRequest = z.infer<typeof LinkRequest>;

/** The account, and the page on which the user has to log in next; null where that is not needed. */
export const LinkedDto = z.object({ account: BrokerAccountDto, loginPage: z.string().nullable() });
export type LinkedDto = z.infer<typeof LinkedDto>;
