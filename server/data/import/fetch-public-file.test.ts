import { lstat, mkdtemp, readFile, rm, stat, symlink } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { isPublicAddress } from "../../net/public-address.ts";
import { fetchPublicFile } from "./fetch-public-file.ts";

let folder = "";
let server: Server;
let origin = "";
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "quantloom-fetch-"));
  server = createServer((request, response) => {
    if (request.url === "/away") response.writeHead(302, { location: "http://localhost:1/secret" }).end();
    else if (request.url === "/round") response.writeHead(302, { location: "/round" }).end();
    else if (request.url === "/missing") response.writeHead(404).end();
    else if (request.url === "/endless") {
      const pour = (): void => {
        while (response.write("x".repeat(65_536)));
        response.once("drain", pour);
      };
      pour();
    } else if (request.url === "/short") {
      response.writeHead(200, { "content-length": "100" });
      response.write("only this");
      setImmediate(() => response.destroy());
    } else response.end("date,open\n");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

const fetchTo = (url: string, options: { trusted?: boolean; mostBytes?: number } = {}) => {
  const file = path.join(folder, "fetched");
  const trustedHosts = options.trusted === false ? [] : [new URL(origin).host];
  const mostBytes = options.mostBytes ?? 1_000_000;
  return fetchPublicFile({
    url,
    file,
    mostBytes,
    trustedHosts,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  }).then(() => readFile(file, "utf8"));
};

describe("fetching a file", () => {
  test("brings it from a host that the operator trusts", async () => {
    expect(await fetchTo(`${origin}/bars.csv`)).toBe("date,open\n");
  });

  test("refuses whatever is not on the public internet, by address, by name and by redirect", async () => {
    for (const url of [
      `${origin}/bars.csv`,
      "http://localhost/",
      "http://[::1]/",
      "http://169.254.169.254/latest/meta-data",
      "http://0.0.0.0/",
      "http://2130706433/",
      "http://[::ffff:10.0.0.1]/",
    ])
      await expect(fetchTo(url, { trusted: false })).rejects.toThrow("not on the public internet");
    await expect(fetchTo(`${origin}/away`)).rejects.toThrow("not on the public internet");
  });

  test("refuses other protocols, credentials and endless redirects", async () => {
    for (const url of ["file:///etc/passwd", "ftp://example.com/a", "no address"])
      await expect(fetchTo(url)).rejects.toThrow("https://");
    await expect(fetchTo("http://me:secret@example.com/")).rejects.toThrow("name and password");
    await expect(fetchTo(`${origin}/round`)).rejects.toThrow("too often");
    await expect(fetchTo(`${origin}/missing`)).rejects.toThrow("404");
  });

  test("stops a file that is too long or ends too soon, and leaves nothing of it", async () => {
    await expect(fetchTo(`${origin}/endless`, { mostBytes: 300_000 })).rejects.toThrow("larger than");
    await expect(fetchTo(`${origin}/short`)).rejects.toThrow();
    await expect(stat(path.join(folder, "fetched"))).rejects.toThrow("ENOENT");
  });

  test("says that the disk is full when it is, and removes what it had written", async () => {
    const file = path.join(folder, "full");
    await symlink("/dev/full", file);
    const signal = new AbortController().signal;
    const wish = { file, mostBytes: 1e9, trustedHosts: [new URL(origin).host], signal, onProgress: () => undefined };
    await expect(fetchPublicFile({ ...wish, url: `${origin}/endless` })).rejects.toMatchObject({
      code: "storage-full",
    });
    await expect(lstat(file)).rejects.toThrow("ENOENT");
  });
});

test.each([
  ["8.8.8.8", true],
  ["2606:4700::1111", true],
  ["10.1.2.3", false],
  ["100.64.0.1", false],
  ["172.31.255.255", false],
  ["192.168.1.1", false],
  ["fd00::1", false],
  ["fe80::1", false],
  ["::ffff:127.0.0.1", false],
  ["64:ff9b::7f00:1", false],
  ["not an address", false],
])("%s is public: %s", (address, expected) => {
  expect(isPublicAddress(address)).toBe(expected);
});
