-- Share links, and what a strategy was forked from.

ALTER TABLE "strategies" ADD COLUMN     "forked_from" TEXT,
ADD COLUMN     "forked_from_version_id" TEXT;

CREATE TABLE "share_links" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "version_id" TEXT NOT NULL,
    "access" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "share_links_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "share_links_sha256_key" ON "share_links"("sha256");
CREATE INDEX "share_links_team_id_idx" ON "share_links"("team_id");
CREATE INDEX "share_links_version_id_idx" ON "share_links"("version_id");
CREATE INDEX "strategies_forked_from_version_id_idx" ON "strategies"("forked_from_version_id");

ALTER TABLE "strategies" ADD CONSTRAINT "strategies_forked_from_version_id_fkey" FOREIGN KEY ("forked_from_version_id") REFERENCES "strategy_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "share_links" ADD CONSTRAINT "share_links_version_id_fkey" FOREIGN KEY ("version_id") REFERENCES "strategy_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE share_links ADD CONSTRAINT share_links_access CHECK (access IN ('view', 'fork'));
ALTER TABLE share_links ADD CONSTRAINT share_links_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE strategies ADD CONSTRAINT strategies_forked_from CHECK (forked_from_version_id IS NULL OR forked_from IS NOT NULL);
