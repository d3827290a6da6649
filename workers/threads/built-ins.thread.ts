import { builtInDatasets } from "@/server/data/dataset-registry.ts";

// Makes the long synthetic histories once and leaves them in the cache of column files, where every process finds them.
for (const entry of builtInDatasets()) if (entry.timeframe !== "1d") await entry.load();
