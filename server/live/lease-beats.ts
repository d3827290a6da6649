import type { Database } from "../db/client.ts";
import { renewLease, renewLeases, type ShardLease } from "../db/repositories/shard-leases.ts";

/** A lease is prolonged this often while it lasts. */
const renewals = 3;

type Kept = {
  readonly onLost: () => void;
  readonly since: number;
  /** Null while nothing is being asked for it. */
  renewing: Promise<void> | null;
  wasRenewed: boolean;
};

export type Beating = {
  /** Prolongs the lease no more. Resolves when nothing is under way for it any more, to whether it was ever prolonged. */
  stop(): Promise<boolean>;
};

/**
 * Prolongs all leases that a process holds, with one statement a beat: a process that listens to a hundred accounts would ask sixty times
 * a second otherwise, each time in the way of an order.
 */
class LeaseBeats {
  readonly #db: Database;
  readonly #milliseconds: number;
  readonly #held = new Map<ShardLease, Kept>();
  #timer: NodeJS.Timeout | null = null;

  constructor(db: Database, milliseconds: number) {
    this.#db = db;
    this.#milliseconds = milliseconds;
  }

  keep(lease: ShardLease, onLost: () => void): Beating {
    const kept: Kept = { onLost, since: performance.now(), renewing: null, wasRenewed: false };
    this.#held.set(lease, kept);
    this.#timer ??= setInterval(() => this.#beat(), this.#milliseconds / renewals);
    return {
      stop: async () => {
        this.#drop(lease);
        await kept.renewing;
        return kept.wasRenewed;
      },
    };
  }

  #drop(lease: ShardLease): void {
    this.#held.delete(lease);
    if (this.#held.size > 0 || this.#timer === null) return;
    clearInterval(this.#timer);
    this.#timer = null;
  }

  #beat(): void {
    // what is done in a moment has its time in any case
    const latest = performance.now() - this.#milliseconds / renewals / 2;
    // what waits for a lock, or for a database that does not answer, is not asked for again meanwhile
    const due = [...this.#held].filter(([, { renewing, since }]) => renewing === null && since <= latest);
    if (due.length === 0) return;
    const together = renewLeases(
      this.#db,
      due.map(([lease]) => lease),
      this.#milliseconds,
    );
    for (const [lease, kept] of due) {
      kept.wasRenewed = true;
      kept.renewing = together
        // one that is locked just now is waited for by itself; one that was lost is found to be
        .then((renewed) => renewed.has(lease) || renewLease(this.#db, lease, this.#milliseconds))
        .then(
          (isHeld) => {
            if (isHeld) return;
            this.#drop(lease);
            kept.onLost();
          },
          // A database that does not answer now may answer the next beat; the token guards what is stored in any case.
          () => undefined,
        )
        .finally(() => {
          kept.renewing = null;
        });
    }
  }
}

const beats = new WeakMap<Database, Map<number, LeaseBeats>>();

export type Keeping = {
  readonly lease: ShardLease;
  /** What it is prolonged for. */
  readonly milliseconds: number;
  /** Called when another has claimed it. */
  readonly onLost: () => void;
};

/** Prolongs a lease until it is stopped. */
export function keepLease(db: Database, { lease, milliseconds, onLost }: Keeping): Beating {
  const ofDatabase = beats.get(db) ?? new Map<number, LeaseBeats>();
  beats.set(db, ofDatabase);
  const own = ofDatabase.get(milliseconds) ?? new LeaseBeats(db, milliseconds);
  ofDatabase.set(milliseconds, own);
  return own.keep(lease, onLost);
}
