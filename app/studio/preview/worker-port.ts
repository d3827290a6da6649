import type { PreviewPort } from "./preview-client.ts";
import type { PreviewAnswer } from "./preview-messages.ts";

/** Starts the preview worker. */
export function startPreviewWorker(): PreviewPort {
  const worker = new Worker(new URL("./preview.worker.ts", import.meta.url), { type: "module" });
  return {
    post: (request, transfer = []) => worker.postMessage(request, transfer),
    listen: (receive) =>
      worker.addEventListener("message", (event: MessageEvent<PreviewAnswer>) => receive(event.data)),
    close: () => worker.terminate(),
  };
}
