import { lookup } from "node:dns/promises";
import { createWriteStream } from "node:fs";
import { rm } from "node:fs/promises";
import { type ClientRequest, get as httpGet, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";
import { BlockList, isIP } from "node:net";
import { Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { AppError } from "../../errors/app-error.ts";
import { describeDiskError } from "../store/disk-error.ts";

const mostRedirects = 4;
const silenceMilliseconds = 20_000;

/** Everything that is not the public internet: the own machine, private and link-local networks, and what is reserved. */
const inner = new BlockList();
for (const [net, bits] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  inner.addSubnet(net, bits, "ipv4");
for (const [net, bits] of [
  ["::", 96],
  ["64:ff9b::", 96],
  ["100::", 64],
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  inner.addSubnet(net, bits, "ipv6");

export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  // an IPv4 address in the clothes of IPv6
  if (/^::ffff:/i.test(address)) return false;
  return family !== 0 && !inner.check(address, family === 6 ? "ipv6" : "ipv4");
}

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
    const response = await request(url, await addressOf(url, wish.trustedHosts), wish.signal);
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

export function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !["http:", "https:"].includes(url.protocol))
    throw refusal("The address must begin with https:// or http://.");
  if (url.username !== "" || url.password !== "") throw refusal("The address must not carry a name and password.");
  return url;
}

async function addressOf(url: URL, trusted: readonly string[]): Promise<{ address: string; family: number }> {
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const found = await lookup(host, { all: true }).catch(() => []);
  const [first] = found;
  if (first === undefined) throw refusal(`There is no host "${host}". Check the address.`);
  if (trusted.includes(url.host.toLowerCase()) || trusted.includes(host.toLowerCase())) return first;
  if (found.every(({ address }) => isPublicAddress(address))) return first;
  throw refusal(
    `"${host}" is not on the public internet. Whoever runs this installation can allow it with IMPORT_HOSTS.`,
  );
}

function request(
  url: URL,
  { address, family }: { address: string; family: number },
  signal: AbortSignal,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const get = url.protocol === "https:" ? httpsGet : httpGet;
    const options = {
      signal,
      timeout: silenceMilliseconds,
      headers: { "user-agent": "quantloom-import", "accept-encoding": "identity" },
      lookup: (_host: string, _options: unknown, done: (error: null, address: unknown, family?: number) => void) => {
        // Node asks for all addresses or for one
        if (typeof _options === "object" && _options !== null && "all" in _options && _options.all === true)
          done(null, [{ address, family }]);
        else done(null, address, family);
      },
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
