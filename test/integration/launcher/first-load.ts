import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect } from "vitest";

/** Returns every page of the shell by its route, with a path that leads there: what it shows is fetched later, so any id will do. */
export function shellPages(root: string): { readonly route: string; readonly path: string }[] {
  const files = readdirSync(join(root, "app/(shell)"), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith("page.tsx"))
    .map((file) => `/${dirname(file)}`)
    .sort()
    .map((route) => ({ route, path: route.replace(/\[\w+\]/g, randomUUID()) }));
}

const sizes = new Map<string, Promise<number>>();

function compressedSize(address: string): Promise<number> {
  const size =
    sizes.get(address) ??
    fetch(address).then(async (response) => gzipSync(Buffer.from(await response.arrayBuffer())).length);
  sizes.set(address, size);
  return size;
}

/** Returns the compressed size of every script that a page names, in bytes. */
export async function scriptBytes(address: string, cookie: string): Promise<number> {
  const page = await (await fetch(address, { headers: { cookie } })).text();
  // Scripts marked noModule are for browsers that know no modules: none of today's loads them.
  const tags = [...page.matchAll(/<script[^>]+src="([^"]+)"[^>]*>/g)].filter(([tag]) => !/nomodule/i.test(tag));
  const sources = [...new Set(tags.map((match) => new URL(match[1]!, address).href))];
  expect(sources.length).toBeGreaterThan(3);
  return (await Promise.all(sources.map(compressedSize))).reduce((sum, size) => sum + size, 0);
}
