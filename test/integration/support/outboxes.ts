import type { BrokerConnection } from "@/server/brokers/port/broker-connection.ts";
import type { Database } from "@/server/db/client.ts";
import { findSealedAccount } from "@/server/db/repositories/broker-accounts.ts";
import { AccountConnections } from "@/server/live/account/account-connections.ts";
import { drainAccount } from "@/server/live/account/drain-account.ts";
import { reconcile } from "@/server/live/account/reconcile.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import type { Context } from "@/server/trpc/context.ts";
import { SimulatorControl } from "../../conformance/brokers/simulator-control.ts";
import type { Desk } from "./broker-desk.ts";
import { makeTeam, openPlatform, type Platform } from "./platform.ts";

/** Outboxes of accounts at simulated brokers, without a worker: a test says when they are emptied. */
export type Outboxes = {
  readonly platform: Platform;
  readonly control: SimulatorControl;
  readonly owner: Context;
  /** Sends what waits in the outbox of an account. */
  drain(desk: Desk, arrivalMilliseconds?: number, db?: Database): ReturnType<typeof drainAccount>;
  connectionOf(desk: Desk): Promise<BrokerConnection>;
  /** Compares the account's books with the broker's; returns what keeps them from agreeing. */
  settle(desk: Desk): Promise<string | null>;
  /** Begins anew for the next test: with other connections, and without faults. */
  renew(): Promise<void>;
  close(): Promise<void>;
};

/** `timeout` is how long a broker's answer is waited for. */
export async function openOutboxes(timeout: number): Promise<Outboxes> {
  const simulators = await startSimulators({ port: 0, journal: null });
  const control = new SimulatorControl(simulators.url);
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  process.env["BROKER_TIMEOUT_MILLISECONDS"] = String(timeout);
  const platform = await openPlatform();
  const owner = (await (await makeTeam(platform.db)).member("owner")).context;
  let connections = new AccountConnections();

  async function connectionOf(desk: Desk): Promise<BrokerConnection> {
    const account = await findSealedAccount(platform.db, desk.id);
    const connection = account === null ? null : connections.of(account);
    if (connection === null) throw new Error("nobody is logged in");
    return connection;
  }

  return {
    platform,
    control,
    owner,
    connectionOf,
    drain: (desk, arrivalMilliseconds = 400, db = platform.db) =>
      drainAccount(
        { db, connections, worker: "w", leaseMilliseconds: 2_000, arrivalMilliseconds },
        desk.id,
        AbortSignal.timeout(30_000),
      ),
    settle: async (desk) => reconcile(platform.db, desk.id, await connectionOf(desk)),
    async renew() {
      connections.closeAll();
      connections = new AccountConnections();
      await control.clearFaults();
    },
    async close() {
      connections.closeAll();
      await platform.close();
      await simulators.close();
    },
  };
}
