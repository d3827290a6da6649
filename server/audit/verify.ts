import { createDatabase } from "../db/client.ts";
import { databaseUrl } from "../env.ts";
import { verifyAudit } from "./verify-audit.ts";

// A program: prints the verdict as JSON and exits 1 when a chain was touched. Importing it would run it.
const db = createDatabase(databaseUrl(), 1);
const verdict = await verifyAudit(db);
await db.$disconnect();
process.stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
process.exitCode = verdict.problems.length === 0 ? 0 : 1;
