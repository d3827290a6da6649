import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { pdfChromium } from "../../../config/pdf-chromium.ts";
import { AppError } from "../../../errors/app-error.ts";
import { ChromiumPipe } from "./chromium-pipe.ts";

const longestMilliseconds = 30_000;
/** Sheets that may wait: a browser takes a few hundred megabytes, so there is one at a time. */
const mostWaiting = 10;

let waiting = 0;
let last: Promise<unknown> = Promise.resolve();

/** Prints a page that needs nothing from elsewhere as PDF, by the Chromium of this installation. */
export async function printPdf(html: string): Promise<Uint8Array<ArrayBuffer>> {
  const program = pdfChromium();
  if (program === null) {
    const message = "This installation has no Chromium to make a PDF with. Take the HTML report and print it.";
    throw new AppError("not-possible-now", { message });
  }
  if (waiting >= mostWaiting) {
    throw new AppError("not-possible-now", { message: `${waiting} PDFs are being made. Try again in a minute.` });
  }
  waiting += 1;
  const printed = last.then(() => printNow(program, html));
  last = printed.catch(() => undefined);
  try {
    return await printed;
  } finally {
    waiting -= 1;
  }
}

async function printNow(program: string, html: string): Promise<Uint8Array<ArrayBuffer>> {
  const profile = await mkdtemp(join(tmpdir(), "quantloom-pdf-"));
  const browser = new ChromiumPipe(program, [
    // Containers seldom grant what the sandbox needs. The page is our own: no script runs on it, and no name is resolved.
    "--no-sandbox",
    "--blink-settings=scriptEnabled=false",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--no-first-run",
    `--user-data-dir=${profile}`,
    "about:blank",
  ]);
  const tooLong = setTimeout(() => void browser.close(), longestMilliseconds);
  try {
    return await sheetOf(browser, html);
  } catch (cause) {
    const message = "The PDF could not be made; the log says why. The HTML report can be printed instead.";
    throw new AppError("internal", { message }, { cause });
  } finally {
    clearTimeout(tooLong);
    await browser.close();
    await rm(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

async function sheetOf(browser: ChromiumPipe, html: string): Promise<Uint8Array<ArrayBuffer>> {
  const text = z.string();
  const { targetId } = await browser.send("Target.createTarget", { url: "about:blank" });
  const attached = await browser.send("Target.attachToTarget", { targetId, flatten: true });
  const page = text.parse(attached["sessionId"]);
  const { frameTree } = await browser.send("Page.getFrameTree", {}, page);
  const { frame } = z.object({ frame: z.object({ id: text }) }).parse(frameTree);
  await browser.send("Page.setDocumentContent", { frameId: frame.id, html }, page);
  const printed = await browser.send("Page.printToPDF", { printBackground: true, preferCSSPageSize: true }, page);
  return Uint8Array.from(Buffer.from(text.parse(printed["data"]), "base64"));
}
