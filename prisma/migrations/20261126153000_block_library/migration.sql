-- CreateTable
CREATE TABLE "library_blocks" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "archived_at" TIMESTAMPTZ(3),

    CONSTRAINT "library_blocks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "library_block_versions" (
    "id" TEXT NOT NULL,
    "block_id" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "blocks" JSONB NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "library_block_versions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "library_blocks_team_id_updated_at_idx" ON "library_blocks"("team_id", "updated_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "library_block_versions_block_id_number_key" ON "library_block_versions"("block_id", "number");

-- AddForeignKey
ALTER TABLE "library_blocks" ADD CONSTRAINT "library_blocks_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "library_block_versions" ADD CONSTRAINT "library_block_versions_block_id_fkey" FOREIGN KEY ("block_id") REFERENCES "library_blocks"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE library_block_versions ADD CONSTRAINT library_block_versions_number CHECK (number >= 1);
CREATE TRIGGER library_block_versions_immutable BEFORE UPDATE OR DELETE ON library_block_versions FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change();
CREATE TRIGGER library_block_versions_kept BEFORE TRUNCATE ON library_block_versions FOR EACH STATEMENT EXECUTE FUNCTION quantloom_refuse_change();
