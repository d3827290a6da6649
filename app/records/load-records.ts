import type { PublicRecordsDto, RecordDto } from "@/server/features/record/dto.ts";

/** Fetches what anybody may know of a listing's records; null where there is no such listing on the marketplace. */
export async function loadRecords(listing: string): Promise<PublicRecordsDto | null> {
  const answer = await fetch(`/api/records/${encodeURIComponent(listing)}`);
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(await messageOf(answer));
  return (await answer.json()) as PublicRecordsDto;
}

/** The address of one version's record as a file. */
export function recordAddress(listing: string, versionId: string): string {
  return `/api/records/${encodeURIComponent(listing)}/${versionId}`;
}

export async function loadRecord(listing: string, versionId: string): Promise<RecordDto> {
  const answer = await fetch(recordAddress(listing, versionId));
  if (!answer.ok) throw new Error(await messageOf(answer));
  return (await answer.json()) as RecordDto;
}

async function messageOf(answer: Response): Promise<string> {
  const body: unknown = await answer.json().catch(() => null);
  const said = (body as { readonly error?: { readonly message?: string } } | null)?.error?.message;
  return said ?? "The record could not be loaded. Try again in a moment.";
}
