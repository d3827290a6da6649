import { readdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import type { MigrationList, SchemaEngine } from "@prisma/schema-engine-wasm";
import pg from "pg";
import type { Secret } from "../config/secret.ts";

type Bindings = {
  SchemaEngine: { new: (options: object, log: (line: string) => void, adapter: object) => Promise<SchemaEngine> };
  __wbg_set_wasm(exports: Record<string, unknown>): void;
};

// The lib without DOM does not know WebAssembly; Node does.
const { WebAssembly: wasm } = globalThis as unknown as {
  WebAssembly: {
    instantiate(bytes: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>;
  };
};

/** What the engine calls when it panics: without it the cause would be lost. */
class PanicRegistry {
  message = "";
  get(): string {
    return this.message;
  }
  set_message(message: string): void {
    this.message = message;
  }
}

// The adapter cuts a script at every ";", which breaks function bodies, and runs the pieces one by one. PostgreSQL takes a
// whole script in one message and runs it as one transaction: a migration is applied whole or not at all.
function wholeScripts(
  url: Secret,
  opened: SqlDriverAdapter[],
  onFailure: (error: unknown) => void,
): SqlMigrationAwareDriverAdapterFactory {
  const inner = new PrismaPg({ connectionString: url.reveal() });
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    connectToShadowDb: () => inner.connectToShadowDb(),
    connect: async () => {
      const adapter: SqlDriverAdapter = await inner.connect();
      opened.push(adapter);
      adapter.executeScript = (script) =>
        runScript(url, script).catch((error: unknown) => {
          onFailure(error);
          throw error;
        });
      return adapter;
    },
  };
}

async function runScript(url: Secret, script: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.reveal() });
  await client.connect();
  try {
    await client.query(script);
  } finally {
    await client.end();
  }
}

// Applying migrations does not look at the schema, but the engine panics when there is none.
const anySchema = { path: "schema.prisma", content: 'datasource db {\n  provider = "postgresql"\n}\n' };

let loaded: Promise<Bindings> | undefined;

// Once for the process: the bindings keep their instance in a variable of the module.
async function loadBindings(): Promise<Bindings> {
  const folder = dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const bindings = (await import(
    /* webpackIgnore: true */ pathToFileURL(join(folder, "schema_engine_bg.js")).href
  )) as Bindings;
  const { instance } = await wasm.instantiate(await readFile(join(folder, "schema_engine_bg.wasm")), {
    "./schema_engine_bg.js": bindings,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports["__wbindgen_start"] as () => void)();
  (globalThis as { PRISMA_WASM_PANIC_REGISTRY?: PanicRegistry }).PRISMA_WASM_PANIC_REGISTRY = new PanicRegistry();
  return bindings;
}

/** failure() is what PostgreSQL said to the last script that failed: the engine itself only passes a number on. close()
 * ends its connections; until then it holds a lock against other migrations. */
export type OpenEngine = { readonly engine: SchemaEngine; failure(): unknown; close(): Promise<void> };

/** Returns Prisma's own schema engine, compiled to WebAssembly: nothing is downloaded, no binary is run. */
export async function openSchemaEngine(url: Secret, schema = anySchema): Promise<OpenEngine> {
  loaded ??= loadBindings();
  const bindings = await loaded;
  let failure: unknown = null;
  const opened: SqlDriverAdapter[] = [];
  const factory = bindMigrationAwareSqlAdapterFactory(
    wholeScripts(url, opened, (error) => {
      failure = error;
    }),
  );
  const engine = await bindings.SchemaEngine.new(
    { datamodels: [[schema.path, schema.content]] },
    () => undefined,
    factory,
  );
  const close = async () => {
    for (const adapter of opened.splice(0)) await adapter.dispose();
  };
  return { engine, failure: () => failure, close };
}

/** Returns the migrations under `folder` in the form the engine takes. */
export async function readMigrations(folder: string): Promise<MigrationList> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const lockfile = await readFile(join(folder, "migration_lock.toml"), "utf8");
  return {
    baseDir: folder,
    lockfile: { path: "./migration_lock.toml", content: lockfile },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.sort().map(async (path) => ({
        path,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok" as const, value: await readFile(join(folder, path, "migration.sql"), "utf8") },
        },
      })),
    ),
  };
}

export const noFilters = { externalTables: [], externalEnums: [] };
