import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { afterAll, beforeAll, expect, test } from "vitest";
import { packedFiles } from "./packed-files.ts";
import { createWebServer } from "./web-server.ts";

const folder = mkdtempSync(join(tmpdir(), "quantloom-static-"));
mkdirSync(join(folder, "static/chunks/[id]"), { recursive: true });
const script = "console.log('a script that says the same again and again');\n".repeat(50);
writeFileSync(join(folder, "static/chunks/[id]/page.js"), script);
writeFileSync(join(folder, "secret.js"), "not for readers");

let server: Server;
beforeAll(async () => {
  const next = async (_: unknown, outgoing: import("node:http").ServerResponse) => void outgoing.end("from Next");
  server = createWebServer(next, packedFiles(join(folder, "static")));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

type Answer = { readonly headers: Readonly<Record<string, unknown>>; readonly body: Buffer };

function ask(path: string, encoding: string | null = "gzip, deflate, br, zstd", method = "GET"): Promise<Answer> {
  const { port } = server.address() as AddressInfo;
  const headers = encoding === null ? {} : { "accept-encoding": encoding };
  return new Promise((resolve, reject) => {
    // not fetch, which takes "..", away
    request({ host: "127.0.0.1", port, path, method, headers }, (response) => {
      const parts: Buffer[] = [];
      response.on("data", (part: Buffer) => parts.push(part));
      response.on("end", () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
    })
      .on("error", reject)
      .end();
  });
}

const page = "/_next/static/chunks/%5Bid%5D/page.js";

test("a script is packed, kept by the browser for ever, and may run nothing from elsewhere", async () => {
  const { headers, body } = await ask(page);
  expect(brotliDecompressSync(body).toString()).toBe(script);
  expect(body.length).toBeLessThan(script.length / 10);
  expect(headers).toMatchObject({
    "content-encoding": "br",
    "content-type": "application/javascript; charset=UTF-8",
    "content-length": String(body.length),
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
    vary: "Accept-Encoding",
  });
});

test("a question for the headers alone gets no body", async () => {
  const { headers, body } = await ask(page, "br", "HEAD");
  expect(headers["content-encoding"]).toBe("br");
  expect(body.length).toBe(0);
});

test.each([
  ["who does not take Brotli", page, "gzip", "GET"],
  ["who tells nothing", page, null, "GET"],
  ["another kind of file", "/_next/static/media/inter.woff2", "br", "GET"],
  ["a file that is not there", "/_next/static/chunks/none.js", "br", "GET"],
  ["a file outside of the folder", "/_next/static/..%2Fsecret.js", "br", "GET"],
  ["a path that leads out", "/_next/static/../secret.js", "br", "GET"],
  ["a name that cannot be read", "/_next/static/%E0%A4%A.js", "br", "GET"],
  ["a page", "/home.js", "br", "GET"],
  ["another method", page, "br", "POST"],
])("is left to Next: %s", async (_, path, encoding, method) => {
  expect((await ask(path, encoding, method)).body.toString()).toBe("from Next");
});
