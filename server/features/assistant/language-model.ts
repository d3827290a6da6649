import type { Secret } from "../../config/secret.ts";
import { AppError } from "../../errors/app-error.ts";

export type ModelSettings = {
  readonly url: string;
  readonly key: Secret;
  readonly model: string;
  /** How the service speaks: chat completions as OpenAI's, or messages as Anthropic's. */
  readonly protocol: "openai" | "anthropic";
};

export type Message = { readonly role: "user" | "assistant"; readonly text: string };
export type AskModel = (system: string, messages: readonly Message[]) => Promise<string>;

const mostMilliseconds = 90_000;
const mostBytes = 1024 * 1024;
const mostTokens = 4_096;

/** Returns the function that asks the configured model. The key goes to the configured address only: redirects are refused. */
export function languageModel(settings: ModelSettings): AskModel {
  return async (system, messages) => {
    const answer = await send(settings, requestOf(settings, system, messages));
    const text = settings.protocol === "anthropic" ? anthropicText(answer) : openaiText(answer);
    if (text === null) throw unavailable("its answer has no text in it");
    return text;
  };
}

function requestOf({ key, model, protocol }: ModelSettings, system: string, messages: readonly Message[]): RequestInit {
  const turns = messages.map(({ role, text }) => ({ role, content: text }));
  const secret = key.reveal();
  const isAnthropic = protocol === "anthropic";
  const body = isAnthropic
    ? { model, system, messages: turns, max_tokens: mostTokens }
    : { model, messages: [{ role: "system", content: system }, ...turns], max_tokens: mostTokens };
  const authorization: Record<string, string> = isAnthropic
    ? { "x-api-key": secret, "anthropic-version": "2023-06-01" }
    : { authorization: `Bearer ${secret}` };
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...authorization },
    body: JSON.stringify(body),
    redirect: "error",
    signal: AbortSignal.timeout(mostMilliseconds),
  };
}

async function send({ url }: ModelSettings, request: RequestInit): Promise<unknown> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(url, request);
    text = await readAtMost(response, mostBytes);
  } catch (error) {
    throw unavailable(
      error instanceof Error && error.name === "TimeoutError" ? "it did not answer in time" : "it could not be reached",
      error,
    );
  }
  if (!response.ok) throw unavailable(`it answered with status ${response.status}`);
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw unavailable("its answer is not JSON", error);
  }
}

async function readAtMost(response: Response, most: number): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > most) throw new Error(`the answer is larger than ${most} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function openaiText(answer: unknown): string | null {
  return textAt(answer, ["choices", 0, "message", "content"]);
}

function anthropicText(answer: unknown): string | null {
  return textAt(answer, ["content", 0, "text"]);
}

function textAt(value: unknown, path: readonly (string | number)[]): string | null {
  let at: unknown = value;
  for (const step of path) {
    if (typeof at !== "object" || at === null) return null;
    at = (at as Readonly<Record<string | number, unknown>>)[step];
  }
  return typeof at === "string" ? at : null;
}

function unavailable(why: string, cause?: unknown): AppError {
  return new AppError(
    "unavailable",
    { message: `The assistant is not available: ${why}. Try again, or ask who runs this installation.` },
    { cause },
  );
}
