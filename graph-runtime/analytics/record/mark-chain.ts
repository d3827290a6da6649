import { sha256Hex } from "../../core/hash/sha256.ts";

/** One day of the record of a published version. Money is a decimal text with two places, `at` an ISO time: as they are hashed. */
export type ChainedMark = {
  readonly sequence: number;
  readonly day: string;
  readonly equity: string;
  readonly capital: string;
  readonly positions: number;
  readonly at: string;
  readonly previousHash: string;
  readonly hash: string;
};

/** What the marks are of. The first one continues the seal of the version's content, so that a record cannot be moved to another. */
export type RecordIdentity = { readonly versionId: string; readonly line: string; readonly sealHash: string };

export type ChainProblem = { readonly sequence: number; readonly problem: string };

const format = "quantloom.mark/1";

/** Returns the SHA-256 (hex) of one mark: of a JSON array whose order is fixed, so that any language can compute it. */
export function hashMark(identity: RecordIdentity, mark: Omit<ChainedMark, "hash">): string {
  const { versionId, line } = identity;
  const { sequence, day, equity, capital, positions, at, previousHash } = mark;
  return sha256Hex(
    JSON.stringify([format, versionId, line, sequence, day, equity, capital, positions, at, previousHash]),
  );
}

/** Computes every hash of a record again and returns what does not fit; an empty list means that the chain holds. */
export function verifyMarks(identity: RecordIdentity, marks: readonly ChainedMark[]): ChainProblem[] {
  const problems: ChainProblem[] = [];
  let previous = identity.sealHash;
  let day = "";
  marks.forEach((mark, index) => {
    const report = (problem: string) => problems.push({ sequence: mark.sequence, problem });
    if (mark.sequence !== index + 1)
      report(`expected mark ${index + 1}, found ${mark.sequence}: one is missing or doubled`);
    if (mark.previousHash !== previous)
      report(index === 0 ? "does not continue the seal of the version" : "does not continue the mark before it");
    if (mark.day <= day) report(`is of ${mark.day}, which is not after the day before it, ${day}`);
    if (mark.hash !== hashMark(identity, mark)) report("was changed: its hash does not match what it says");
    previous = mark.hash;
    day = mark.day;
  });
  return problems;
}
