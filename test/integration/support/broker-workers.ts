import type { SimulatorServer } from "@/server/simulators/core/simulator-server.ts";
import { startSimulators } from "@/server/simulators/start-simulators.ts";
import { SimulatorControl } from "../../conformance/brokers/simulator-control.ts";
import { type Member, makeTeam, openPlatform, type Platform } from "./platform.ts";
import { startWorkerProcess, type WorkerProcess } from "./worker-process.ts";

export type BrokerWorkers = {
  readonly platform: Platform;
  readonly simulators: SimulatorServer;
  /** Reads the simulators' journal, in which orders and fills are counted. */
  readonly control: SimulatorControl;
  readonly owner: Member;
  /** Worker processes, killed by SIGKILL; the oldest first. */
  readonly workers: WorkerProcess[];
  startWorker(): Promise<void>;
  killAll(): Promise<void>;
  close(): Promise<void>;
};

/** Opens a platform with simulated brokers beside it, and what starts worker processes of these roles on both. */
export async function openBrokerWorkers(roles: string): Promise<BrokerWorkers> {
  const simulators = await startSimulators({ port: 0, journal: null });
  process.env["QUANTLOOM_DEMO"] = "1";
  process.env["SIMULATORS_URL"] = simulators.url;
  const platform = await openPlatform();
  const owner = await (await makeTeam(platform.db)).member("owner");
  const environment = {
    WORKER_RECOVERY_MILLISECONDS: "1000",
    BROKER_TIMEOUT_MILLISECONDS: "700",
    QUANTLOOM_DEMO: "1",
    SIMULATORS_URL: simulators.url,
  };
  const workers: WorkerProcess[] = [];
  const killAll = async (): Promise<void> => {
    await Promise.all(workers.splice(0).map((worker) => worker.kill()));
  };
  return {
    platform,
    simulators,
    control: new SimulatorControl(simulators.url),
    owner,
    workers,
    async startWorker() {
      workers.push(await startWorkerProcess({ databaseUrl: platform.url, roles, environment }));
    },
    killAll,
    async close() {
      await killAll();
      await platform.close();
      await simulators.close();
    },
  };
}
