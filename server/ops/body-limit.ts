import { currentRequestId } from "../request-id.ts";

/** Returns the refusal of a request whose body is larger than allowed or does not say how large it is, or null. */
export function refuseLargeBody(request: Request, mostBytes: number): Response | null {
  if (request.body === null) return null;
  const length = request.headers.get("content-length");
  if (length === null) return refusal(411, "This request must say how long it is (Content-Length).");
  const bytes = Number(length);
  if (Number.isInteger(bytes) && bytes >= 0 && bytes <= mostBytes) return null;
  return refusal(413, `A request may carry ${mostBytes} bytes, this one carries ${length}.`);
}

function refusal(status: 411 | 413, message: string): Response {
  return Response.json({ error: { code: "too-large", message, requestId: currentRequestId() } }, { status });
}
