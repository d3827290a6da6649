import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { compile } from "@/graph-runtime/compiler/compile.ts";
import { explain } from "@/graph-runtime/compiler/explain.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { secret } from "../../config/secret.ts";
import { languageModel, type ModelSettings } from "./language-model.ts";
import { MOST_REPAIRS, propose } from "./propose.ts";

type Asked = { readonly headers: IncomingMessage["headers"]; readonly body: Record<string, unknown> };
let server: Server | null = null;
afterEach(() => server?.closeAllConnections());
afterEach(() => server?.close());

/** A service that speaks the protocol over HTTP and gives these answers in turn, the last one for ever. */
async function receiver(protocol: ModelSettings["protocol"], answers: readonly string[], status = 200) {
  const asked: Asked[] = [];
  server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk: Buffer) => {
      text += chunk.toString();
    });
    request.on("end", () => {
      asked.push({ headers: request.headers, body: JSON.parse(text) as Record<string, unknown> });
      const answer = answers[Math.min(asked.length, answers.length) - 1] ?? "";
      const openai = { choices: [{ message: { role: "assistant", content: answer } }] };
      const anthropic = { content: [{ type: "text", text: answer }] };
      response.writeHead(status, { "content-type": "application/json", location: "/elsewhere" });
      response.end(JSON.stringify(protocol === "openai" ? openai : anthropic));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const settings: ModelSettings = { url: `http://127.0.0.1:${port}/v1`, key: secret("the-key"), model: "m", protocol };
  return { asked, ask: languageModel(settings) };
}

const { document } = smaCross;
const addStop = JSON.stringify({
  explanation: "A stop 5 % below the entry.",
  changes: [{ op: "add", id: "stop", kind: "exit.stop-loss", params: { distance: 5 } }],
});

describe.each(["openai", "anthropic"] as const)("an assistant that speaks %s", (protocol) => {
  test("proposes changes that compile, and changes nothing itself", async () => {
    const { asked, ask } = await receiver(protocol, [`Here you are:\n\`\`\`json\n${addStop}\n\`\`\``]);
    const before = structuredClone(document);
    const answer = await propose(ask, document, "protect me");
    expect(answer).toMatchObject({ explanation: "A stop 5 % below the entry.", problems: [], repairs: 0 });
    expect(explain(answer.document!).map((rule) => rule.text)).toContain("Stop loss 5 % from the entry price.");
    expect(compile(answer.document!).program).not.toBeNull();
    expect(document).toEqual(before);
    const [{ headers, body }] = asked as [Asked];
    expect(protocol === "openai" ? headers.authorization : headers["x-api-key"]).toContain("the-key");
    expect(body["model"]).toBe("m");
    expect(JSON.stringify(body)).toContain("protect me");
    expect(JSON.stringify(body)).toContain("indicator.sma");
  });

  test("gets what is wrong sent back, and repairs it", async () => {
    const wrong = [
      "I cannot do that as JSON",
      JSON.stringify({ explanation: "x", changes: [{ op: "run", id: "now" }] }),
      JSON.stringify({
        explanation: "x",
        changes: [{ op: "add", id: "stop", kind: "exit.stop-loss", params: { distance: -5 } }],
      }),
    ];
    const { asked, ask } = await receiver(protocol, [...wrong, addStop]);
    const answer = await propose(ask, document, "protect me");
    expect(answer.repairs).toBe(3);
    expect(answer.document).not.toBeNull();
    const told = asked.map(({ body }) => JSON.stringify(body["messages"]));
    expect(told[1]).toContain("The answer is not a JSON object.");
    expect(told[2]).toContain("changes.0.op");
    expect(told[3]).toContain('\\"distance\\" is not valid');
  });

  test(`is given up after ${MOST_REPAIRS} repairs, with what is still wrong`, async () => {
    const { asked, ask } = await receiver(protocol, [
      JSON.stringify({ explanation: "x", changes: [{ op: "connect", from: "price.close", to: "buy.when" }] }),
    ]);
    const answer = await propose(ask, document, "buy always");
    expect(answer).toMatchObject({ document: null, repairs: MOST_REPAIRS });
    expect(answer.problems.join()).toContain("add a comparison");
    expect(asked).toHaveLength(MOST_REPAIRS + 1);
  });
});

describe("a service that does not answer as it should", () => {
  test.each([
    ["an error", 500, "answered with status 500"],
    ["a redirect, which would take the key elsewhere", 302, "could not be reached"],
  ])("is told in words: %s", async (_name, status, words) => {
    const { asked, ask } = await receiver("openai", ["{}"], status);
    await expect(propose(ask, document, "x")).rejects.toMatchObject({ code: "unavailable" });
    await expect(propose(ask, document, "x")).rejects.toThrow(words);
    expect(asked).toHaveLength(2);
  });

  test("also where nobody listens, and where the answer has no text", async () => {
    const key = secret("k");
    const nobody = languageModel({ url: "http://127.0.0.1:9/", key, model: "m", protocol: "openai" });
    await expect(propose(nobody, document, "x")).rejects.toThrow("could not be reached");
    const { ask } = await receiver("anthropic", []);
    await expect(ask("s", [])).resolves.toBe("");
  });
});
