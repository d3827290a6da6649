import { workerData } from "node:worker_threads";
import { computePoints, type SweepWork } from "@/server/features/sweeps/compute-points.ts";

// One of a pool: all of them take points of the same sweep and write to the same memory.
computePoints(workerData as SweepWork);
