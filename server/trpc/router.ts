import { alertsRouter } from "../features/alerts/router.ts";
import { apiKeysRouter } from "../features/api-keys/router.ts";
import { assistantRouter } from "../features/assistant/router.ts";
import { auditRouter } from "../features/audit/router.ts";
import { backtestsRouter } from "../features/backtests/router.ts";
import { basketsRouter } from "../features/baskets/router.ts";
import { brokersRouter } from "../features/brokers/router.ts";
import { communityRouter } from "../features/community/router.ts";
import { datasetsRouter } from "../features/datasets/router.ts";
import { hooksRouter } from "../features/hooks/router.ts";
import { importsRouter } from "../features/imports/router.ts";
import { jobsRouter } from "../features/jobs/router.ts";
import { libraryRouter } from "../features/library/router.ts";
import { marketplaceRouter } from "../features/marketplace/router.ts";
import { moderationRouter } from "../features/moderation/router.ts";
import { publishingRouter } from "../features/publishing/router.ts";
import { runsRouter } from "../features/runs/router.ts";
import { sessionRouter } from "../features/session/router.ts";
import { sharesRouter } from "../features/shares/router.ts";
import { strategiesRouter } from "../features/strategies/router.ts";
import { subscriptionsRouter } from "../features/subscriptions/router.ts";
import { sweepsRouter } from "../features/sweeps/router.ts";
import { teamsRouter } from "../features/teams/router.ts";
import { eventsRouter } from "./events-router.ts";
import { router } from "./init.ts";

// One line for each feature: server/features/<name>/router.ts exports <name>Router.
export const appRouter = router({
  alerts: alertsRouter,
  apiKeys: apiKeysRouter,
  assistant: assistantRouter,
  audit: auditRouter,
  backtests: backtestsRouter,
  baskets: basketsRouter,
  brokers: brokersRouter,
  community: communityRouter,
  datasets: datasetsRouter,
  events: eventsRouter,
  imports: importsRouter,
  jobs: jobsRouter,
  library: libraryRouter,
  marketplace: marketplaceRouter,
  moderation: moderationRouter,
  publishing: publishingRouter,
  runs: runsRouter,
  session: sessionRouter,
  hooks: hooksRouter,
  shares: sharesRouter,
  strategies: strategiesRouter,
  subscriptions: subscriptionsRouter,
  sweeps: sweepsRouter,
  teams: teamsRouter,
});
export type AppRouter = typeof appRouter;
