import { randomUUID } from "node:crypto";
import { EventEmitter } from "node:events";
import pg from "pg";
import type { Secret } from "../config/secret.ts";
import { databaseUrl } from "../env.ts";
import { log } from "../log.ts";
import { PlatformEvent } from "./platform-event.ts";
import { channel } from "./publish.ts";

export type NumberedEvent = { readonly id: string; readonly event: PlatformEvent };
/** Everything before this point may be lost: whoever listens should fetch again. */
export type Resync = { readonly id: string; readonly event: "resync" };
type Listener = (arrived: NumberedEvent | Resync) => void;

const kept = 2_000;
const retryMilliseconds = 1_000;

/**
 * One LISTEN connection for the whole process. Ids are "<process>-<number>"; the last events are kept, so that a browser
 * that reconnects within moments misses nothing. After a lost connection everybody is told to fetch again.
 */
export class EventBus {
  readonly #url: Secret;
  readonly #process = randomUUID().slice(0, 8);
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #recent: NumberedEvent[] = [];
  #count = 0;
  #client: pg.Client | null = null;
  #retry: NodeJS.Timeout | null = null;
  #closed = false;
  #opening: Promise<void> | null = null;

  constructor(url: Secret) {
    this.#url = url;
  }

  /** Resolves when notifications arrive from now on. */
  ready(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  /** Calls the listener for every event from now on; the returned function ends it. */
  subscribe(listener: Listener): () => void {
    this.#emitter.on("arrived", listener);
    return () => this.#emitter.off("arrived", listener);
  }

  /** Returns the events after the id, or null when they are no longer known. */
  since(id: string): readonly NumberedEvent[] | null {
    const [process, number] = id.split("-");
    const first = this.#count - this.#recent.length;
    const from = Number(number);
    if (process !== this.#process || !Number.isInteger(from) || from < first || from > this.#count) return null;
    return this.#recent.slice(from - first);
  }

  /** Returns the id of the last event. */
  get head(): string {
    return `${this.#process}-${this.#count}`;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#retry) clearTimeout(this.#retry);
    await this.#client?.end().catch(() => undefined);
  }

  async #open(): Promise<void> {
    const name = { application_name: "quantloom events" };
    const client = new pg.Client({ connectionString: this.#url.reveal(), ...name, keepAlive: true });
    client.on("notification", ({ payload }) => this.#arrive(payload ?? ""));
    client.on("error", () => undefined); // "end" follows and does the work
    client.on("end", () => this.#lost());
    this.#client = client;
    await client.connect();
    await client.query(`LISTEN ${channel}`);
  }

  #arrive(text: string): void {
    const parsed = PlatformEvent.safeParse(readJson(text));
    if (!parsed.success) {
      log().warn({ text: text.slice(0, 200) }, "notification not understood");
      return;
    }
    this.#count += 1;
    const numbered = { id: this.head, event: parsed.data };
    this.#recent.push(numbered);
    if (this.#recent.length > kept) this.#recent.shift();
    this.#emitter.emit("arrived", numbered);
  }

  #lost(): void {
    if (this.#closed || this.#retry) return;
    log().warn("event connection lost, connecting again");
    this.#retry = setTimeout(() => {
      this.#retry = null;
      this.#opening = this.#open().then(
        () => this.#resync(),
        () => this.#lost(),
      );
    }, retryMilliseconds);
  }

  #resync(): void {
    this.#recent.length = 0;
    this.#emitter.emit("arrived", { id: this.head, event: "resync" } satisfies Resync);
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

// Next loads route modules more than once in one process; there is still one connection.
const shared = globalThis as { quantloomEvents?: EventBus };

/** Returns the bus of this process. */
export function eventBus(): EventBus {
  shared.quantloomEvents ??= new EventBus(databaseUrl());
  return shared.quantloomEvents;
}
