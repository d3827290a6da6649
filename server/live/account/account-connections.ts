import type { BrokerConnection } from "../../brokers/port/broker-connection.ts";
import type { Queryable } from "../../db/client.ts";
import { findLaneOfAccount, type SealedAccountRow } from "../../db/repositories/broker-accounts.ts";
import { connectAccount } from "./open-account.ts";

type Open = { readonly connection: BrokerConnection; readonly sealed: string };

/** One connection per account and process, so that one governor sees all of its calls. */
export class AccountConnections {
  readonly #open = new Map<string, Open>();
  readonly #lanes = new Map<string, number>();

  /** Returns the number of the lane in which an account's orders go, which it keeps for good; null where it is not linked. */
  async laneOf(db: Queryable, accountId: string): Promise<number | null> {
    const known = this.#lanes.get(accountId) ?? (await findLaneOfAccount(db, accountId));
    if (known !== null) this.#lanes.set(accountId, known);
    return known;
  }

  /** Returns the account's connection, or null where nobody is logged in. A new login makes a new one. */
  of(account: SealedAccountRow): BrokerConnection | null {
    const sealed = Buffer.concat([account.credentials, account.session ?? new Uint8Array()]).toString("base64");
    const known = this.#open.get(account.id);
    if (known?.sealed === sealed) return known.connection;
    this.close(account.id);
    const connection = connectAccount(account, Date.now());
    if (connection !== null) this.#open.set(account.id, { connection, sealed });
    return connection;
  }

  close(id: string): void {
    this.#open.get(id)?.connection.close();
    this.#open.delete(id);
  }

  closeAll(): void {
    for (const id of [...this.#open.keys()]) this.close(id);
  }
}
