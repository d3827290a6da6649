import { z } from "zod";
import type { Queryable } from "../db/client.ts";
import { allHeads, anchorsAfter, chainsWithEvents, eventsAfter } from "../db/repositories/audit.ts";
import { genesis, hashAnchor, hashEvent } from "./hash.ts";

export type AuditProblem = { readonly chain: string; readonly sequence: string; readonly problem: string };
export type AuditVerdict = {
  readonly chains: number;
  readonly events: number;
  readonly anchors: number;
  readonly problems: readonly AuditProblem[];
};

const page = 1_000;
const AnchoredHeads = z.array(z.object({ chain: z.string(), sequence: z.string(), hash: z.string() }));
type Anchored = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Reads every chain, or those that are asked for, and the anchors from the beginning and returns what does not fit. */
export async function verifyAudit(db: Queryable, only?: ReadonlySet<string>): Promise<AuditVerdict> {
  const problems: AuditProblem[] = [];
  // Anchors are read first: whatever they name existed before the events are read.
  const { anchored, anchors } = await verifyAnchors(db, problems);
  const heads = new Map((await allHeads(db)).map((head) => [head.chain, head]));
  const known = new Set([...heads.keys(), ...anchored.keys(), ...(await chainsWithEvents(db))]);
  const chains = only === undefined ? known : new Set([...known].filter((chain) => only.has(chain)));
  let events = 0;
  for (const chain of chains) {
    const end = await verifyChain(db, { chain, anchored: anchored.get(chain) ?? new Map(), problems });
    events += end.count;
    const head = heads.get(chain);
    // Events that arrived after the heads were read are ahead of them; less than the head is a cut tail.
    if (!head) problems.push({ chain, sequence: "0", problem: "the head of the chain is gone" });
    else if (end.sequence < head.sequence) {
      problems.push({
        chain,
        sequence: String(head.sequence),
        problem: `the chain ends at ${end.sequence}, its head is at ${head.sequence}`,
      });
    }
  }
  return { chains: chains.size, events, anchors, problems };
}

type ChainInput = { chain: string; anchored: ReadonlyMap<string, string>; problems: AuditProblem[] };

async function verifyChain(db: Queryable, { chain, anchored, problems }: ChainInput) {
  let sequence = 0n;
  let previous = genesis;
  let count = 0;
  const report = (at: bigint, problem: string) => problems.push({ chain, sequence: String(at), problem });
  for (;;) {
    const rows = await eventsAfter(db, chain, sequence, page);
    for (const row of rows) {
      if (row.sequence !== sequence + 1n)
        report(row.sequence, `the event before it is missing (expected ${sequence + 1n})`);
      if (row.previousHash !== previous) report(row.sequence, "does not continue the event before it");
      if (row.hash !== hashEvent(row)) report(row.sequence, "was changed: its hash does not match what it says");
      const sealed = anchored.get(String(row.sequence));
      if (sealed !== undefined && sealed !== row.hash) report(row.sequence, "differs from what was anchored");
      sequence = row.sequence;
      previous = row.hash;
      count += 1;
    }
    if (rows.length < page) break;
  }
  const gone = [...anchored.keys()].map(BigInt).find((sealed) => sealed > sequence);
  if (gone !== undefined) report(gone, "was anchored and is gone");
  return { sequence, count };
}

async function verifyAnchors(
  db: Queryable,
  problems: AuditProblem[],
): Promise<{ anchored: Anchored; anchors: number }> {
  const anchored = new Map<string, Map<string, string>>();
  let sequence = 0n;
  let previous = genesis;
  let anchors = 0;
  const report = (at: bigint, problem: string) => problems.push({ chain: "anchors", sequence: String(at), problem });
  for (;;) {
    const rows = await anchorsAfter(db, sequence, page);
    for (const row of rows) {
      if (row.sequence !== sequence + 1n) report(row.sequence, "the anchor before it is missing");
      if (row.previousHash !== previous) report(row.sequence, "does not continue the anchor before it");
      if (row.hash !== hashAnchor(row)) report(row.sequence, "was changed: its hash does not match what it says");
      for (const head of AnchoredHeads.safeParse(row.heads).data ?? []) {
        const known = anchored.get(head.chain) ?? new Map<string, string>();
        anchored.set(head.chain, known.set(head.sequence, head.hash));
      }
      sequence = row.sequence;
      previous = row.hash;
      anchors += 1;
    }
    if (rows.length < page) return { anchored, anchors };
  }
}
