import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { SMTPServer } from "smtp-server";

export type Received = {
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  /** The plain text of the letter, decoded. */
  readonly text: string;
};

export type Mailbox = {
  /** The address for SMTP_URL, the user and password that the server asks for included. */
  readonly url: string;
  readonly received: readonly Received[];
  /** Resolves with the next letter to the address that this call has not returned before. */
  next(to: string): Promise<Received>;
  /** Refuses the next letters, one for each of these answers. */
  refuse(...answers: readonly { readonly code: number; readonly text: string }[]): void;
  close(): Promise<void>;
};

const credentials = { user: "quantloom", password: "mail password" };

/** Starts a mail server on the own machine that takes letters from whoever knows its password. */
export async function openMailbox(port = 0): Promise<Mailbox> {
  const received: Received[] = [];
  const taken = new Set<Received>();
  const refusals: { readonly code: number; readonly text: string }[] = [];
  const server = new SMTPServer({
    // Without TLS, because the test has no certificate; the password is asked for all the same.
    disabledCommands: ["STARTTLS"],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, answer) => {
      if (username === credentials.user && password === credentials.password) answer(null, { user: username });
      else answer(new Error("wrong user or password"));
    },
    onRcptTo: (_address, _session, answer) => {
      const refusal = refusals.shift();
      answer(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData: (stream, session, answer) => {
      const { mailFrom, rcptTo } = session.envelope;
      text(stream).then((raw) => {
        const to = rcptTo.map(({ address }) => address);
        received.push({ from: mailFrom === false ? "" : mailFrom.address, to, ...read(raw) });
        server.emit("letter");
        answer();
      }, answer);
    },
  });
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  const { port: heard } = server.server.address() as AddressInfo;
  const user = `${credentials.user}:${encodeURIComponent(credentials.password)}`;
  return {
    url: `smtp://${user}@127.0.0.1:${heard}`,
    received,
    next: async (to) => {
      for (;;) {
        const found = received.find((letter) => letter.to.includes(to) && !taken.has(letter));
        if (found) {
          taken.add(found);
          return found;
        }
        await once(server, "letter", { signal: AbortSignal.timeout(10_000) });
      }
    },
    refuse: (...answers) => void refusals.push(...answers),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function read(raw: string): Pick<Received, "subject" | "text"> {
  const [head = ""] = raw.split("\r\n\r\n", 1);
  const subject = /^Subject: (.*(?:\r\n[ \t].*)*)/im.exec(head)?.[1]?.replace(/\r\n[ \t]/g, " ") ?? "";
  // Parts end at the whole boundary of the letter, and at no shorter line: a folded link may begin a line with two hyphens.
  const boundary = /boundary="?([^"\s;]+)"?/i.exec(head)?.[1];
  const parts = boundary === undefined ? [] : raw.split(`\r\n--${boundary}`);
  const plain = parts.find((part) => /^Content-Type: text\/plain/im.test(part)) ?? "";
  const body = plain.slice(plain.indexOf("\r\n\r\n") + 4);
  const isQuoted = /^Content-Transfer-Encoding: quoted-printable/im.test(plain);
  return { subject: unquoteWords(subject), text: isQuoted ? unquote(body) : body };
}

/** What is no plain text in a header comes in words of quoted-printable (RFC 2047); the space between two of them is none. */
function unquoteWords(header: string): string {
  return header
    .replace(/\?=\s+=\?UTF-8\?Q\?/g, "")
    .replace(/=\?UTF-8\?Q\?(.*?)\?=/g, (_, word: string) => unquote(word.replaceAll("_", " ")));
}

/** Quoted-printable (RFC 2045): a line that ends in "=" goes on, "=3D" is a byte. */
function unquote(body: string): string {
  const bytes = body
    .replace(/=\r\n/g, "")
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}
