import { request as httpRequest } from "node:http";
import { request as httpsRequest } from "node:https";
import { AppError } from "../errors/app-error.ts";
import { type AddressRules, chooseAddress, lookUp, pinnedTo, readUrl } from "./public-address.ts";

const silenceMilliseconds = 10_000;
/** Answers that may be others later (RFC 9110): everything of 500 and above besides. */
const passing: ReadonlySet<number> = new Set([408, 425, 429]);

export type Post = {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly rules: AddressRules;
};

/**
 * Posts JSON to a public address; resolves when it was taken (2xx). Throws "unavailable" where another attempt may succeed, and what is
 * not retried where it will not. Redirects are not followed, and nothing of the answer but its status is kept.
 */
export async function postPublic({ url: text, body, headers, rules }: Post): Promise<void> {
  const url = readUrl(text);
  const found = await lookUp(url);
  if (found.length === 0) throw unavailable(`There is no host "${url.hostname}" now.`);
  const address = chooseAddress(url, found, rules);
  const status = await send(url, { body, headers, lookup: pinnedTo(address) });
  if (status >= 200 && status < 300) return;
  if (status >= 500 || passing.has(status)) throw unavailable(`The receiver answered ${status}.`);
  const what = status >= 300 && status < 400 ? "a redirect, which is not followed" : "a refusal";
  throw new AppError("not-possible-now", { message: `The receiver answered ${status}, ${what}. Check the address.` });
}

type Sent = Pick<Post, "body" | "headers"> & { readonly lookup: ReturnType<typeof pinnedTo> };

function send(url: URL, { body, headers, lookup }: Sent): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === "https:" ? httpsRequest : httpRequest;
    const options = {
      method: "POST",
      timeout: silenceMilliseconds,
      signal: AbortSignal.timeout(silenceMilliseconds),
      headers: {
        "content-type": "application/json",
        "content-length": Buffer.byteLength(body),
        "user-agent": "quantloom-alerts",
        ...headers,
      },
      lookup,
    };
    const asked = request(url, options as Parameters<typeof httpRequest>[1] & object, (response) => {
      resolve(response.statusCode ?? 0);
      response.destroy();
    });
    asked.on("timeout", () => asked.destroy(new Error("it fell silent")));
    asked.on("error", (error) => reject(unavailable(`The receiver could not be reached: ${codeOf(error)}.`, error)));
    asked.end(body);
  });
}

function codeOf(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.message;
}

function unavailable(message: string, cause?: unknown): AppError {
  return new AppError("unavailable", { message }, { cause });
}
