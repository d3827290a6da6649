import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { type ClientRequest, get as httpGet, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../errors/app-error.ts";
import { type Address, chooseAddress, lookUp, pinnedTo, readUrl } from "../../net/public-address.ts";
import { describeDiskError } from "../store/disk-error.ts";

const mostRedirects = 4;
const silenceMilliseconds = 20_000;

type Wish = {
  readonly url: string;
  readonly file: string;
  readonly mostBytes: number;
  /** Hosts that need not be public, as the operator has said. */
  readonly trustedHosts: readonly string[];
  readonly signal: AbortSignal;
  readonly onProgress: (share: number) => void;
};

/**
 * Fetches a file by http or https from a public address. The name is looked up once and the connection goes to that address, at every
 * redirect anew, so that no name can point inside after it was checked.
 */
export async function fetchPublicFile(wish: Wish): Promise<void> {
  let url = readUrl(wish.url);
  for (let redirect = 0; ; redirect += 1) {
    const rules = { trusted: wish.trustedHosts, setting: "IMPORT_HOSTS" };
    const response = await request(url, chooseAddress(url, await lookUp(url), rules), wish.signal);
    const { statusCode = 0, headers } = response;
    if (statusCode >= 300 && statusCode < 400 && headers.location !== undefined) {
      response.destroy();
      if (redirect === mostRedirects) throw refusal("The address redirects too often.");
      url = readUrl(new URL(headers.location, url).href);
      continue;
    }
    if (statusCode !== 200) {
      response.destroy();
      throw refusal(`The server answered ${statusCode} where 200 was expected. Check the address.`);
    }
    return save(response, wish);
  }
}

function request(url: URL, address: Address, signal: AbortSignal): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === "https:" ? httpsGet : httpGet;
    const options = {
      signal,
      timeout: silenceMilliseconds,
      headers: { "user-agent": "quantloom-import", "accept-encoding": "identity" },
      lookup: pinnedTo(address),
    };
    const asked: ClientRequest = get(url, options as Parameters<typeof httpGet>[1] & object, resolve);
    asked.on("timeout", () => asked.destroy(new Error("the server fell silent")));
    asked.on("error", (error) => {
      if (signal.aborted) reject(signal.reason);
      else reject(refusal(`The file could not be fetched: ${error.message}.`, error));
    });
  });
}

async function save(response: IncomingMessage, { file, mostBytes, signal, onProgress }: Wish): Promise<void> {
  const declared = Number(response.headers["content-length"] ?? Number.NaN);
  if (declared > mostBytes) {
    response.destroy();
    throw tooLarge(mostBytes);
  }
  let bytes = 0;
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes > mostBytes) return done(tooLarge(mostBytes));
      if (declared > 0) onProgress(bytes / declared);
      done(null, chunk);
    },
  });
  try {
    await pipeline(response, count, createWriteStream(file), { signal });
    if (declared >= 0 && bytes !== declared)
      throw refusal(`The file was cut off after ${bytes} of ${declared} bytes. Try again.`);
  } catch (error) {
    await rm(file, { force: true });
    throw describeDiskError(error);
  }
}

export function tooLarge(mostBytes: number): AppError {
  return new AppError("too-large", {
    message: `The file is larger than ${Math.round(mostBytes / 1_048_576)} MB. Split it, or raise IMPORT_MEGABYTES.`,
  });
}

function refusal(message: string, cause?: unknown): AppError {
  return new AppError("invalid-input", { message }, { cause });
}
