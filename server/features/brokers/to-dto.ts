import { calendars } from "@/graph-runtime/market/calendar/calendars.ts";
import { AccountLimits } from "@/graph-runtime/risk/account-limits.ts";
import type { BrokerAdapter } from "../../brokers/port/broker-adapter.ts";
import { brokerOf } from "../../brokers/registry.ts";
import type { BrokerAccountRow, BrokerEnvironment } from "../../db/repositories/broker-accounts.ts";
import { describeCapabilities } from "./describe-capabilities.ts";
import type { BrokerAccountDto, BrokerDto } from "./dto.ts";

export function toBrokerDto(adapter: BrokerAdapter, hasSimulators: boolean): BrokerDto {
  const { id, title, country, capabilities, credentialFields, environments } = adapter;
  const real = Object.keys(environments) as BrokerEnvironment[];
  return {
    id,
    title,
    country,
    environments: hasSimulators ? [...real, "simulated"] : real,
    hasLoginPage: capabilities.session === "daily",
    needsStaticAddress: capabilities.needsStaticAddress,
    credentialFields: credentialFields.map((field) => ({ ...field })),
    capabilities: describeCapabilities(adapter),
  };
}

export function toAccountDto(row: BrokerAccountRow, now: number): BrokerAccountDto {
  const { sessionUser: user, sessionExpiresAt: until } = row;
  const isOver = user === null || (until !== null && until.getTime() <= now);
  return {
    id: row.id,
    broker: row.broker,
    zone: calendars[brokerOf(row.broker).calendar].zone,
    environment: row.environment,
    label: row.label,
    session: isOver ? null : { user, expiresAt: until?.toISOString() ?? null },
    review: row.review,
    reconciledAt: row.reconciledAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
    haltedAt: row.haltedAt?.toISOString() ?? null,
    limits: AccountLimits.parse(row.limits),
  };
}
