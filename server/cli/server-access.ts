import { UsageError } from "./command.ts";
import type { Parsed } from "./parse-options.ts";

/** Options that name a running Quantloom and the API key to use there. */
export const SERVER_OPTIONS = { server: { type: "string" }, key: { type: "string" } } as const;
export const SERVER_USAGE = "--server http://127.0.0.1:3000 --key <API key>";

export type ServerAccess = {
  get(path: string): Promise<unknown>;
  post(path: string, body: object): Promise<unknown>;
  /** Sends a file to be imported and returns the import's id. */
  upload(name: string, bytes: Uint8Array<ArrayBuffer>): Promise<string>;
};

/** Returns the way to the server that the options name, or null where they name none. */
export function serverOf(options: Parsed): ServerAccess | null {
  const server = options.text("server")?.replace(/\/$/, "");
  const key = options.text("key");
  if (server === undefined && key === undefined) return null;
  if (server === undefined || key === undefined || !URL.canParse(server))
    throw new UsageError(`expected ${SERVER_USAGE} together`);
  const headers = { authorization: `Bearer ${key}` };
  const ask = async (path: string, init: RequestInit): Promise<unknown> => {
    const response = await fetch(`${server}${path}`, init).catch((error: unknown) => {
      throw new UsageError(`${server} does not answer: ${error instanceof Error ? error.message : String(error)}`);
    });
    const body: unknown = await response.json().catch(() => null);
    if (response.ok) return body;
    throw new UsageError(`${server} refused (${response.status}): ${messageOf(body)}`);
  };
  return {
    get: (path) => ask(`/api/v1${path}`, { headers }),
    post: (path, body) =>
      ask(`/api/v1${path}`, {
        method: "POST",
        headers: { ...headers, "content-type": "application/json" },
        body: JSON.stringify(body),
      }),
    upload: async (name, bytes) => {
      const answer = await ask(`/api/imports?name=${encodeURIComponent(name)}`, {
        method: "POST",
        headers,
        body: bytes,
      });
      if (typeof answer === "object" && answer !== null && "id" in answer) return String(answer.id);
      throw new UsageError(`${server} answered without the id of an import`);
    },
  };
}

function messageOf(body: unknown): string {
  const error = typeof body === "object" && body !== null && "error" in body ? body.error : null;
  return typeof error === "object" && error !== null && "message" in error ? String(error.message) : "no reason given";
}
