import { createDatabase } from "../db/client.ts";
import { databaseUrl } from "../env.ts";
import { credentialKeys } from "./credential-keys.ts";
import { rotateCredentials } from "./rotate-credentials.ts";

// A program: seals all credentials with the configured key and prints how many it sealed anew. Importing it would run it.
const db = createDatabase(databaseUrl(), 1);
try {
  const resealed = await rotateCredentials(db, credentialKeys());
  process.stdout.write(`${JSON.stringify({ resealed })}\n`);
} finally {
  await db.$disconnect();
}
