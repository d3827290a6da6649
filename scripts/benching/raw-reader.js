import { connect } from "node:net";

const headEnd = Buffer.from("\r\n\r\n");
const lastChunk = Buffer.from("0\r\n\r\n");

/**
 * Opens one kept-alive HTTP/1.1 connection and returns { read, close }; `read` resolves with the status once the whole answer is
 * there. It parses no more than it must: on a machine of two cores a full client would take a third of what is measured.
 */
export async function openReader(url, headers) {
  const { hostname, port, pathname, search } = new URL(url);
  const lines = Object.entries({ host: `${hostname}:${port}`, connection: "keep-alive", ...headers });
  const request = `GET ${pathname}${search} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join("")}\r\n`;
  const socket = connect(Number(port), hostname);
  socket.setNoDelay(true);
  await new Promise((resolve, reject) => socket.once("connect", resolve).once("error", reject));
  let answered;
  let refused;
  let received = Buffer.alloc(0);
  const end = (error) => refused?.(error ?? new Error("The server closed the connection."));
  socket.on("error", end).on("close", () => end());
  socket.on("data", (chunk) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
    const head = received.indexOf(headEnd);
    if (head < 0 || !isComplete(received, head)) return;
    const status = Number(received.toString("latin1", 9, 12));
    const body = received.subarray(head + 4);
    received = Buffer.alloc(0);
    answered?.({ status, body });
  });
  return {
    read: () =>
      new Promise((resolve, reject) => {
        [answered, refused] = [resolve, reject];
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

function isComplete(received, head) {
  const text = received.toString("latin1", 0, head).toLowerCase();
  const length = /content-length: (\d+)/.exec(text)?.[1];
  if (length !== undefined) return received.length >= head + 4 + Number(length);
  return received.subarray(-lastChunk.length).equals(lastChunk);
}
