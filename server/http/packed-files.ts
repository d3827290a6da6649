import { readFile } from "node:fs/promises";
import type { IncomingMessage, ServerResponse } from "node:http";
import { extname, join, resolve, sep } from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants } from "node:zlib";

/** Answers a request, or tells that somebody else has to. */
export type FileHandler = (path: string, incoming: IncomingMessage, outgoing: ServerResponse) => Promise<boolean>;

const prefix = "/_next/static/";
const compress = promisify(brotliCompress);
const types: Readonly<Record<string, string>> = {
  ".js": "application/javascript; charset=UTF-8",
  ".css": "text/css; charset=UTF-8",
};

/**
 * Serves the scripts and styles of a build. Their names change with their contents, so each is packed once and kept: Next packs it again
 * for every reader. Who does not take Brotli, and every other file, is left to Next.
 */
export function packedFiles(folder: string): FileHandler {
  const kept = new Map<string, Promise<Buffer>>();
  const root = resolve(folder) + sep;

  async function pack(file: string): Promise<Buffer> {
    const plain = await readFile(file);
    return await compress(plain, {
      params: {
        [constants.BROTLI_PARAM_QUALITY]: 9,
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      },
    });
  }

  async function packedOnce(file: string): Promise<Buffer | null> {
    const packing = kept.get(file) ?? pack(file);
    kept.set(file, packing);
    try {
      return await packing;
    } catch {
      kept.delete(file); // no such file: whoever asks for names at random must not be remembered
      return null;
    }
  }

  return async (path, { method, headers }, outgoing) => {
    const type = types[extname(path)];
    const isAsked = (method === "GET" || method === "HEAD") && path.startsWith(prefix);
    if (!isAsked || type === undefined || !takesBrotli(headers["accept-encoding"])) return false;
    const file = join(root, decoded(path.slice(prefix.length)));
    const body = file.startsWith(root) ? await packedOnce(file) : null;
    if (body === null) return false;
    outgoing.writeHead(200, {
      "Content-Type": type,
      "Content-Encoding": "br",
      "Content-Length": body.length,
      "Cache-Control": "public, max-age=31536000, immutable",
      Vary: "Accept-Encoding",
    });
    outgoing.end(method === "HEAD" ? undefined : body);
    return true;
  };
}

function takesBrotli(encodings: string | string[] | undefined): boolean {
  return /(?:^|,)\s*br\s*(?:,|$)/.test(String(encodings));
}

function decoded(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
