import { createHash } from "node:crypto";
import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { Queryable } from "../../db/client.ts";
import { findLaneOfAccount, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { connectAccount } from "./open-account.ts";

/** An account that this process is connected to; `seal` is what its credentials and its session come to. */
export type OpenConnection = {
  readonly account: SealedAccountRow;
  readonly connection: BrokerConnection;
  readonly seal: string;
};

/** One connection per account and process, so that one governor sees all of its calls. */
export class AccountConnections {
  readonly #open = new Map<string, OpenConnection>();
  readonly #lanes = new Map<string, number>();

  /** Returns the number of the lane in which an account's orders go, which it keeps for good; null where it is not linked. */
  async laneOf(db: Queryable, accountId: string): Promise<number | null> {
    const known = this.#lanes.get(accountId) ?? (await findLaneOfAccount(db, accountId));
    if (known !== null) this.#lanes.set(accountId, known);
    return known;
  }

  /** Returns the account's connection, or null where nobody is logged in. A new login makes a new one. */
  of(account: SealedAccountRow): BrokerConnection | null {
    // names what was sealed, in the way in which the database can name it as well; it keeps nothing secret
    const hash = createHash("md5").update(account.credentials);
    const seal = hash.update(account.session ?? new Uint8Array()).digest("hex");
    const known = this.#open.get(account.id);
    if (known?.seal === seal) return known.connection;
    this.close(account.id);
    const connection = connectAccount(account, Date.now());
    if (connection !== null) this.#open.set(account.id, { account, connection, seal });
    return connection;
  }

  /** Returns the connection that there is, as it was opened. Whoever sends by it has to see whether the seal is still the account's. */
  find(accountId: string): OpenConnection | null {
    return this.#open.get(accountId) ?? null;
  }

  close(id: string): void {
    this.#open.get(id)?.connection.close();
    this.#open.delete(id);
  }

  closeAll(): void {
    for (const id of [...this.#open.keys()]) this.close(id);
  }
}
