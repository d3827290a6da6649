import { EventEmitter } from "node:events";
import { DEFAULT_SCHEMA, PostgresConnection, quoteSchemaName, runMigrations } from "bullmq";
import pg from "pg";
import type { Secret } from "../config/secret.ts";
import { PatientClient } from "../db/patient-client.ts";

/** One hears of new jobs; four are for statements, each a transaction of its own of about a millisecond. */
const poolSize = 5;
/** Where BullMQ tells of a new job, with the name of its queue. */
const channel = "bullmq_jobs";

/** The pool that the queues and workers of a process on one database share. */
class SharedPool {
  readonly pool: pg.Pool;
  readonly #members = new Set<QueueConnection>();
  #opened: Promise<void> | null = null;
  #listening: Promise<Listener> | null = null;

  constructor(url: Secret) {
    this.pool = new pg.Pool({
      connectionString: url.reveal(),
      application_name: "quantloom queues",
      // BullMQ's statements name their tables without a schema.
      options: `-c search_path=${quoteSchemaName(DEFAULT_SCHEMA)}`,
      // Nothing is asked on the connection that listens: keep-alive tells when it has died without a word.
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      max: poolSize,
      Client: PatientClient,
    });
    this.pool.setMaxListeners(0);
  }

  join(member: QueueConnection): void {
    this.#members.add(member);
  }

  /** Takes a member out; with the last one everything is closed. */
  async leave(member: QueueConnection): Promise<void> {
    this.#members.delete(member);
    if (this.#members.size > 0) return;
    for (const [key, one] of shared) if (one === this) shared.delete(key);
    const listener = await this.#listening?.catch(() => null);
    listener?.close();
    await this.pool.end();
  }

  /** Resolves when BullMQ's tables are those of this version; one member makes them for all. */
  opened(): Promise<void> {
    this.#opened ??= this.#migrate().catch((error: unknown) => {
      this.#opened = null;
      throw error;
    });
    return this.#opened;
  }

  async #migrate(): Promise<void> {
    const client = await this.pool.connect();
    try {
      await runMigrations(client);
    } finally {
      client.release();
    }
  }

  /** Returns the connection that listens, a new one where the last was lost. */
  listener(): Promise<Listener> {
    this.#listening ??= this.#listen().catch((error: unknown) => {
      this.#listening = null;
      throw error;
    });
    return this.#listening;
  }

  async #listen(): Promise<Listener> {
    const client = await this.pool.connect();
    let isHeld = true;
    const close = () => {
      if (isHeld) client.release(true);
      isHeld = false;
    };
    const listener = new Listener(close);
    client.on("notification", (message) => listener.emit("notification", message));
    client.once("end", () => {
      close();
      this.#listening = null;
      // Each worker that waits looks for itself, and listens again on the next connection.
      for (const member of this.#members) member.emit("listenerinvalidated");
    });
    await client.query(`LISTEN ${channel}`).catch((error: unknown) => {
      close();
      throw error;
    });
    return listener;
  }
}

/** What workers take for their connection: they need not ask it to listen. */
class Listener extends EventEmitter {
  readonly close: () => void;

  constructor(close: () => void) {
    super();
    this.setMaxListeners(0);
    this.close = close;
  }

  async query(): Promise<{ rows: never[] }> {
    return { rows: [] };
  }
}

const shared = new Map<string, SharedPool>();

/**
 * The connection of one queue or worker: its share of the pool of the process. BullMQ would open a pool and a listener for each, some
 * fifty connections in a worker of every role.
 */
export class QueueConnection extends PostgresConnection {
  readonly #shared: SharedPool;
  #left: Promise<void> | null = null;

  constructor(url: Secret) {
    const all = shared.get(url.reveal()) ?? new SharedPool(url);
    shared.set(url.reveal(), all);
    // pg's own types write the overloads of a pool's client in another way.
    super(all.pool as unknown as PostgresConnection["pool"]);
    this.#shared = all;
    all.join(this);
  }

  override waitUntilReady(): Promise<void> {
    return this.#shared.opened();
  }

  override getListenClient(): Promise<Listener> {
    return this.#shared.listener();
  }

  override get hasListenClientKeepAlive(): boolean {
    return true;
  }

  /** A connection of many queues carries the name of none. */
  override async setListenClientName(): Promise<void> {}

  override close(): Promise<void> {
    this.#left ??= super.close().then(() => this.#shared.leave(this));
    return this.#left;
  }
}
