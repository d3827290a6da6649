import { router } from "./init.ts";

// One line per feature: server/features/<name>/router.ts exports <name>Router.
export const appRouter = router({});
export type AppRouter = typeof appRouter;
