import { readDocument } from "@/graph-runtime/graph/read-document.ts";

export type VersionNumbers = { readonly major: number; readonly minor: number };
export type VersionedMember = { readonly strategyId: string; readonly document: unknown };

/**
 * Returns the numbers of the version after one: a minor step where the same strategies trade the same instruments in the same timeframe
 * (other parameters, weights or rules), a major one otherwise. Words alone never come here: they are the third number.
 */
export function nextVersion(
  previous: VersionNumbers & { readonly members: readonly VersionedMember[] },
  next: readonly VersionedMember[],
): VersionNumbers {
  const { major, minor } = previous;
  const isAlike = shapeOf(previous.members) === shapeOf(next);
  return isAlike ? { major, minor: minor + 1 } : { major: major + 1, minor: 0 };
}

function shapeOf(members: readonly VersionedMember[]): string {
  const shapes = members.map(({ strategyId, document }) => {
    const read = readDocument(document).document;
    return [strategyId, read?.settings.timeframe ?? null, read?.universe ?? null];
  });
  return JSON.stringify(shapes);
}

/** Returns a version as it is written: major.minor.patch. */
export function versionText({ major, minor }: VersionNumbers, patch: number): string {
  return `${major}.${minor}.${patch}`;
}
