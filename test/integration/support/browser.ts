type Handler = (request: Request) => Promise<Response>;

/** A browser in front of the accounts service: it keeps its cookies, has an address of its own and sends its origin. */
export class Browser {
  readonly #cookies = new Map<string, string>();
  readonly #address = `10.0.${Math.floor(Math.random() * 250)}.${Math.floor(Math.random() * 250)}`;
  readonly #handle: Handler;
  readonly #origin: string;

  constructor(handle: Handler, origin: string) {
    this.#handle = handle;
    this.#origin = origin;
  }

  async call(path: string, body?: object, headers: Record<string, string> = {}) {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const response = await this.#handle(
      new Request(`${this.#origin}/api/auth${path}`, {
        method: body ? "POST" : "GET",
        headers: {
          origin: this.#origin,
          cookie,
          "content-type": "application/json",
          "x-forwarded-for": this.#address,
          ...headers,
        },
        ...(body && { body: JSON.stringify(body) }),
      }),
    );
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (!name) continue;
      if (value === "" || /max-age=0/i.test(line)) this.#cookies.delete(name);
      else this.#cookies.set(name, value ?? "");
    }
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith("{") || text.startsWith("[") ? JSON.parse(text) : null,
      cookies: response.headers.getSetCookie(),
      location: response.headers.get("location"),
    };
  }

  async signedIn(): Promise<boolean> {
    return (await this.call("/get-session")).body !== null;
  }
}
