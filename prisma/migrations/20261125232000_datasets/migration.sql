-- CreateTable
CREATE TABLE "datasets" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "symbol" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "timeframe" TEXT NOT NULL,
    "instrument" JSONB NOT NULL,
    "adjustment" TEXT NOT NULL DEFAULT 'unknown',
    "provider" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "datasets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_versions" (
    "id" TEXT NOT NULL,
    "dataset_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot_id" TEXT NOT NULL,
    "bars" INTEGER NOT NULL,
    "first_time" BIGINT NOT NULL,
    "last_time" BIGINT NOT NULL,
    "parts" JSONB NOT NULL,
    "actions" JSONB NOT NULL DEFAULT '[]',
    "quality" JSONB NOT NULL,
    "origin" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dataset_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dataset_imports" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "dataset_id" TEXT,
    "file_name" TEXT NOT NULL,
    "url" TEXT,
    "bytes" BIGINT,
    "status" TEXT NOT NULL DEFAULT 'looking',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "rows" INTEGER NOT NULL DEFAULT 0,
    "inspection" JSONB,
    "settings" JSONB,
    "quality" JSONB,
    "error" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),
    "cancel_requested_at" TIMESTAMPTZ(3),

    CONSTRAINT "dataset_imports_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "datasets_team_id_name_idx" ON "datasets"("team_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "datasets_id_team_id_key" ON "datasets"("id", "team_id");

-- CreateIndex
CREATE INDEX "dataset_versions_snapshot_id_idx" ON "dataset_versions"("snapshot_id");

-- CreateIndex
CREATE UNIQUE INDEX "dataset_versions_dataset_id_number_key" ON "dataset_versions"("dataset_id", "number");

-- CreateIndex
CREATE INDEX "dataset_imports_team_id_created_at_idx" ON "dataset_imports"("team_id", "created_at" DESC);

-- AddForeignKey
ALTER TABLE "datasets" ADD CONSTRAINT "datasets_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_versions" ADD CONSTRAINT "dataset_versions_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "datasets"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_imports" ADD CONSTRAINT "dataset_imports_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset_imports" ADD CONSTRAINT "dataset_imports_dataset_id_team_id_fkey" FOREIGN KEY ("dataset_id", "team_id") REFERENCES "datasets"("id", "team_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot say.
ALTER TABLE datasets ADD CONSTRAINT datasets_name CHECK (length(name) BETWEEN 1 AND 120);
ALTER TABLE datasets ADD CONSTRAINT datasets_adjustment CHECK (adjustment IN ('raw', 'adjusted', 'unknown'));
ALTER TABLE dataset_versions ADD CONSTRAINT dataset_versions_number CHECK (number >= 1);
ALTER TABLE dataset_versions ADD CONSTRAINT dataset_versions_snapshot CHECK (snapshot_id ~ '^[0-9a-f]{64}$');
ALTER TABLE dataset_versions ADD CONSTRAINT dataset_versions_bars CHECK (bars >= 1 AND first_time <= last_time);
ALTER TABLE dataset_imports ADD CONSTRAINT dataset_imports_status
  CHECK (status IN ('looking', 'ready', 'queued', 'running', 'succeeded', 'failed', 'cancelled'));
ALTER TABLE dataset_imports ADD CONSTRAINT dataset_imports_progress CHECK (progress BETWEEN 0 AND 1);
ALTER TABLE dataset_imports ADD CONSTRAINT dataset_imports_finished
  CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled')));
ALTER TABLE dataset_imports ADD CONSTRAINT dataset_imports_result CHECK (status <> 'succeeded' OR dataset_id IS NOT NULL);
ALTER TABLE dataset_imports ADD CONSTRAINT dataset_imports_error CHECK (status <> 'failed' OR error IS NOT NULL);

-- A version may go with its dataset, but what it says never changes: results name its snapshot.
CREATE TRIGGER dataset_versions_unchanged BEFORE UPDATE ON dataset_versions FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change();
