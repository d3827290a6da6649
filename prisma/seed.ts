import { templates } from "@/graph-runtime/templates/gallery.ts";
import { createDatabase } from "../server/db/client.ts";
import { databaseUrl, env } from "../server/env.ts";
import { seedCurated } from "../server/features/curated/service.ts";
import { seedDemo } from "./seed-demo.ts";
import { seedFeed } from "./seed-feed.ts";

// Inserts inputs only (feeds, users, graphs, baskets): every figure on every screen is computed by the platform's own jobs.
// May run at every start: what is there stays as it is. A program: importing it would run it.
const db = createDatabase(databaseUrl(), 2);
try {
  await seedFeed(db);
  await seedCurated(db);
  if (env().QUANTLOOM_DEMO) await seedDemo(db, templates);
} finally {
  await db.$disconnect();
}
