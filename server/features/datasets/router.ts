import { z } from "zod";
import { permitted, router } from "../../trpc/init.ts";
import { DatasetDto } from "./dto.ts";
import { listDatasets } from "./service.ts";

export const datasetsRouter = router({
  list: permitted("dataset.read")
    .output(z.array(DatasetDto))
    .query(() => listDatasets()),
});
