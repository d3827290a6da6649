import pg from "pg";

/**
 * A connection that may break at any moment. pg tells of a break through "error", which ends the process where nobody listens, and a
 * pool listens only while a connection idles. The query that was under way, or the next one, still fails at its caller.
 *
 * Prisma asks for several relations at once within a transaction, which has this one connection: they are asked one after the other.
 */
export class PatientClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on("error", () => undefined);
    Reflect.set(this, "query", inTurn(this));
  }
}

/** Returns the client's query for callers that await it, each begun when the one before is over. */
function inTurn(client: pg.Client): (...given: unknown[]) => unknown {
  const query = client.query;
  let before: Promise<void> | null = null;
  return (...given) => {
    const ask = (): unknown => Reflect.apply(query, client, given);
    const [first] = given;
    const isSubmittable = typeof first === "object" && first !== null && "submit" in first;
    // the pool, which calls back, has the connection to itself
    if (isSubmittable || typeof given.at(-1) === "function") return ask();
    const answer = before === null ? Promise.resolve(ask()) : before.then(ask);
    const done = answer.then(
      () => undefined,
      () => undefined,
    );
    before = done;
    void done.then(() => {
      if (before === done) before = null;
    });
    return answer;
  };
}
