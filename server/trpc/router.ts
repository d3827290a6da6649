import { apiKeysRouter } from "../features/api-keys/router.ts";
import { auditRouter } from "../features/audit/router.ts";
import { basketsRouter } from "../features/baskets/router.ts";
import { datasetsRouter } from "../features/datasets/router.ts";
import { marketplaceRouter } from "../features/marketplace/router.ts";
import { sessionRouter } from "../features/session/router.ts";
import { strategiesRouter } from "../features/strategies/router.ts";
import { teamsRouter } from "../features/teams/router.ts";
import { eventsRouter } from "./events-router.ts";
import { router } from "./init.ts";

// One line for each feature: server/features/<name>/router.ts exports <name>Router.
export const appRouter = router({
  apiKeys: apiKeysRouter,
  audit: auditRouter,
  baskets: basketsRouter,
  datasets: datasetsRouter,
  events: eventsRouter,
  marketplace: marketplaceRouter,
  session: sessionRouter,
  strategies: strategiesRouter,
  teams: teamsRouter,
});
export type AppRouter = typeof appRouter;
