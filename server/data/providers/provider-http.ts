import { AppError } from "../../errors/app-error.ts";
import type { ProviderCapabilities } from "./data-provider.ts";

export type ProviderReply = { readonly status: number; readonly text: string; readonly bytes: Uint8Array<ArrayBuffer> };

export type ProviderHttp = {
  /** Asks for a path of the provider, or of another of its addresses. Waits for its pace, and tries again what may pass. */
  get(
    path: string,
    options?: { readonly base?: string; readonly headers?: Readonly<Record<string, string>> },
  ): Promise<ProviderReply>;
};

type Setup = {
  readonly name: string;
  readonly base: string;
  readonly pace: ProviderCapabilities["pace"];
  readonly signal: AbortSignal;
  /** Waits; given by tests that have no time. */
  readonly wait?: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
};

const attempts = 5;
const firstPause = 500;
const longestPause = 60_000;
const silenceMilliseconds = 30_000;
const mostBytes = 256 * 1_048_576;

/** Returns the way to a provider, at its pace. */
export function createProviderHttp({ name, base, pace, signal, wait, now = Date.now }: Setup): ProviderHttp {
  const asked: number[] = [];
  const sleep = wait ?? ((milliseconds: number) => sleepUnless(signal, milliseconds));

  async function keepPace(): Promise<void> {
    while (asked.length > 0 && asked[0]! <= now() - pace.milliseconds) asked.shift();
    if (asked.length >= pace.requests) {
      await sleep(asked[0]! + pace.milliseconds - now());
      return keepPace();
    }
    asked.push(now());
  }

  const get: ProviderHttp["get"] = async (path, options = {}) => {
    let problem = "";
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      signal.throwIfAborted();
      await keepPace();
      let pause = firstPause * 2 ** attempt;
      try {
        const silence = AbortSignal.timeout(silenceMilliseconds);
        const init = { signal: AbortSignal.any([signal, silence]), headers: { ...options.headers } };
        const response = await fetch(`${options.base ?? base}${path}`, init);
        if (response.status !== 429 && response.status !== 418 && response.status < 500)
          return await readReply(response);
        problem = `it answered ${response.status}`;
        // what the provider asks for is what it gets, within reason
        const asks = Number(response.headers.get("retry-after"));
        if (asks > 0) pause = asks * 1_000;
        await response.body?.cancel();
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        if (error instanceof AppError) throw error;
        problem = error instanceof Error ? error.message : String(error);
      }
      if (attempt + 1 < attempts) await sleep(Math.min(pause, longestPause));
    }
    throw new AppError("unavailable", { message: `${name} does not answer (${problem}). Try again later.` });
  };
  return { get };
}

async function readReply(response: Response): Promise<ProviderReply> {
  if (Number(response.headers.get("content-length")) > mostBytes) throw new AppError("too-large");
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, text: new TextDecoder().decode(bytes), bytes };
}

function sleepUnless(signal: AbortSignal, milliseconds: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(done, Math.max(0, milliseconds));
    function done(): void {
      signal.removeEventListener("abort", stop);
      resolve();
    }
    function stop(): void {
      clearTimeout(timer);
      reject(signal.reason as Error);
    }
    signal.addEventListener("abort", stop, { once: true });
  });
}
