import pg from "pg";

/**
 * A connection that may break at any moment. pg tells of a break through "error", which ends the process where nobody listens, and a
 * pool listens only while a connection idles. The query that was under way, or the next one, still fails at its caller.
 */
export class PatientClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    this.on("error", () => undefined);
  }
}
