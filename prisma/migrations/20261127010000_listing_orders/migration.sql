-- Lists by drawdown read their page from an index, as those by rank do (server/db/repositories/listing-lines.ts).
CREATE INDEX "listing_figures_drawdown_search" ON "listing_figures" ((-coalesce("max_drawdown", 1e9::double precision)) DESC, "listing_id" DESC);
