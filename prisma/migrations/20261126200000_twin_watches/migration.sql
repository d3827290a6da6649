-- The platform's own run of a basket keeps the basket's limits and moves its money; what it knows of itself is kept beside the version,
-- which never changes. A twin without a row runs its members side by side.
CREATE TABLE "twin_watches" (
    "listing_version_id" TEXT NOT NULL,
    "watch" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "twin_watches_pkey" PRIMARY KEY ("listing_version_id")
);
ALTER TABLE "twin_watches" ADD CONSTRAINT "twin_watches_listing_version_id_fkey" FOREIGN KEY ("listing_version_id") REFERENCES "listing_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
