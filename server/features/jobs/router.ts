import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { JobDto, JobStatus, QueueCountsDto, TeamQueueDto } from "./dto.ts";
import { countQueues, listVisibleJobs, retryJob, teamQueue } from "./service.ts";

export const jobsRouter = router({
  list: permitted("job.read")
    .input(z.strictObject({ status: JobStatus.optional() }).default({}))
    .output(z.array(JobDto))
    .query(({ ctx, input }) => listVisibleJobs(ctx, input)),
  counts: permitted("job.read")
    .output(z.array(QueueCountsDto))
    .query(() => countQueues()),
  queue: permitted("backtest.read")
    .output(TeamQueueDto)
    .query(({ ctx }) => teamQueue(ctx)),
  retry: permitted("job.manage")
    .input(z.strictObject({ id: z.uuid() }))
    .output(z.object({}))
    .mutation(async ({ ctx, input }) => {
      await retryJob(ctx, input.id);
      return {};
    }),
});
