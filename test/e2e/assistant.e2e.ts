import { createServer, type Server } from "node:http";
import axe from "axe-core";
import { expect, test } from "playwright/test";
import { assistantPort } from "../../playwright.config.ts";
import { StudioPage } from "./studio-page.ts";

type Heard = {
  readonly key: string | undefined;
  readonly body: { readonly model: string; readonly messages: unknown[] };
};

/** A server that speaks the protocol of chat completions and gives its answers in turn. */
async function model(answers: readonly object[]): Promise<{ heard: Heard[]; server: Server }> {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (chunk) => {
      text += chunk;
    });
    request.on("end", () => {
      heard.push({ key: request.headers.authorization, body: JSON.parse(text) });
      const content = JSON.stringify(answers[heard.length - 1] ?? {});
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ choices: [{ message: { role: "assistant", content } }] }));
    });
  });
  await new Promise<void>((resolve) => server.listen(assistantPort, "127.0.0.1", resolve));
  return { heard, server };
}

const wrong = { explanation: "A filter.", changes: [{ op: "connect", from: "price.close", to: "buy.when" }] };
const stop = {
  explanation: "Every entry takes a stop 7 % away along.",
  changes: [
    { op: "set", id: "fast", params: { length: 12 } },
    { op: "add", id: "stop", kind: "exit.stop-loss", params: { distance: 7 } },
  ],
};

test("the assistant's proposal is repaired, shown as a ghost, refused and accepted; nothing changes before", async ({
  page,
}) => {
  test.setTimeout(240_000); // the dialog is gone through twice
  const { heard, server } = await model([wrong, stop, stop]);
  try {
    const studio = new StudioPage(page);
    await studio.open({ templateId: "sma-cross" });
    const first = await studio.fingerprint();
    const propose = async (): Promise<void> => {
      await page.getByRole("button", { name: "More" }).click();
      await page.getByRole("menuitem", { name: "Ask the assistant" }).click();
      await page.getByTestId("assistant-request").fill("Never lose more than 7 % on a trade");
      await page.getByTestId("assistant-ask").click();
      await expect(page.getByTestId("assistant-proposal")).toContainText(stop.explanation);
    };
    await propose();
    // the first answer did not compile: what was wrong went back, and only the address that is configured heard of it
    expect(heard).toHaveLength(2);
    expect(heard[0]).toMatchObject({ key: "Bearer key-of-the-tests", body: { model: "model-of-the-tests" } });
    expect(JSON.stringify(heard[1]?.body.messages)).toContain("That does not work");
    await expect(page.getByRole("img", { name: /proposed changes/ })).toBeVisible();
    await expect(page.getByRole("list", { name: "The strategy after the changes" })).toContainText("7 %");
    await page.evaluate(axe.source);
    const serious = await page.evaluate(async () => {
      const { violations } = await (globalThis as unknown as { axe: typeof axe }).axe.run(document);
      return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(({ id }) => id);
    });
    expect(serious).toEqual([]);
    await page.getByTestId("assistant-refuse").click();
    await expect(studio.node("stop")).toHaveCount(0);
    await expect(page.getByTestId("preview-fingerprint")).toHaveText(first);

    await propose();
    await page.getByTestId("assistant-accept").click();
    await expect(studio.node("stop")).toContainText("7 %");
    await expect(page.getByTestId("preview-fingerprint")).not.toHaveText(first);
    await page.keyboard.press("Control+z");
    await expect(studio.node("stop")).toHaveCount(0);
    await expect(page.getByTestId("preview-fingerprint")).toHaveText(first);
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
});
