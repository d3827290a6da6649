-- Publishing, the platform's own record of what is published, subscriptions with limits, and what people say of it.

-- AlterTable
ALTER TABLE "basket_versions" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "basket_members" ADD COLUMN     "listing_version_id" TEXT;

-- AlterTable
ALTER TABLE "listings" ADD COLUMN     "capital_needed" DECIMAL(28,10),
ADD COLUMN     "curated_at" TIMESTAMPTZ(3),
ADD COLUMN     "difficulty" TEXT NOT NULL DEFAULT 'intermediate',
ADD COLUMN     "disclosure" TEXT NOT NULL DEFAULT 'view',
ADD COLUMN     "hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "margin_needed" DECIMAL(28,10),
ADD COLUMN     "patch" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "symbols" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "text_log" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "timeframe" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "times" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "verified_at" TIMESTAMPTZ(3),
ADD COLUMN     "verified_reference" TEXT;

-- AlterTable
ALTER TABLE "listing_versions" ADD COLUMN     "checks" JSONB NOT NULL DEFAULT '[]',
ADD COLUMN     "major" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "minor" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "notes" TEXT NOT NULL DEFAULT '';

-- AlterTable
ALTER TABLE "subscriptions" ADD COLUMN     "pending_version_id" TEXT,
ADD COLUMN     "status_reason" TEXT,
ADD COLUMN     "watch" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "runs" ADD COLUMN     "listing_version_id" TEXT,
ADD COLUMN     "sealed" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "listing_figures" (
    "listing_id" TEXT NOT NULL,
    "listing_version_id" TEXT NOT NULL,
    "score" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "max_drawdown" DOUBLE PRECISION,
    "worst_day" DOUBLE PRECISION,
    "cagr" DOUBLE PRECISION,
    "sharpe" DOUBLE PRECISION,
    "total_return" DOUBLE PRECISION,
    "divergence" DOUBLE PRECISION,
    "paper_days" INTEGER NOT NULL DEFAULT 0,
    "subscribers" INTEGER NOT NULL DEFAULT 0,
    "curve" JSONB NOT NULL DEFAULT '[]',
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "listing_figures_pkey" PRIMARY KEY ("listing_id")
);

-- CreateTable
CREATE TABLE "listing_marks" (
    "listing_version_id" TEXT NOT NULL,
    "line" TEXT NOT NULL,
    "sequence" INTEGER NOT NULL,
    "day" TEXT NOT NULL,
    "equity" DECIMAL(28,10) NOT NULL,
    "capital" DECIMAL(28,10) NOT NULL,
    "positions" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "previous_hash" TEXT NOT NULL,
    "hash" TEXT NOT NULL,

    CONSTRAINT "listing_marks_pkey" PRIMARY KEY ("listing_version_id","line","sequence")
);

-- CreateTable
CREATE TABLE "portfolio_tests" (
    "id" TEXT NOT NULL,
    "team_id" TEXT,
    "basket_version_id" TEXT,
    "listing_version_id" TEXT,
    "until" TIMESTAMPTZ(3),
    "settings" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'queued',
    "progress" DOUBLE PRECISION NOT NULL DEFAULT 0,
    "result" JSONB,
    "error" JSONB,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "portfolio_tests_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entitlements" (
    "team_id" TEXT NOT NULL,
    "listing_id" TEXT NOT NULL,
    "source" TEXT NOT NULL DEFAULT 'free',
    "granted_by" TEXT NOT NULL,
    "granted_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "entitlements_pkey" PRIMARY KEY ("team_id","listing_id")
);

-- CreateTable
CREATE TABLE "approvals" (
    "id" TEXT NOT NULL,
    "subscription_id" TEXT NOT NULL,
    "run_id" TEXT NOT NULL,
    "sequence" BIGINT NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "lane" INTEGER NOT NULL,
    "symbol" TEXT NOT NULL,
    "side" TEXT NOT NULL,
    "quantity" DECIMAL(28,10) NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'waiting',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "team_profiles" (
    "team_id" TEXT NOT NULL,
    "bio" TEXT NOT NULL DEFAULT '',
    "registration_number" TEXT,
    "region" TEXT NOT NULL DEFAULT 'international',
    "verified_at" TIMESTAMPTZ(3),
    "verified_by" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "team_profiles_pkey" PRIMARY KEY ("team_id")
);

-- CreateTable
CREATE TABLE "follows" (
    "team_id" TEXT NOT NULL,
    "followed_team_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "follows_pkey" PRIMARY KEY ("team_id","followed_team_id")
);

-- CreateTable
CREATE TABLE "listing_posts" (
    "id" TEXT NOT NULL,
    "listing_id" TEXT NOT NULL,
    "parent_id" TEXT,
    "team_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "rating" INTEGER,
    "days_run" INTEGER,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "hidden_at" TIMESTAMPTZ(3),

    CONSTRAINT "listing_posts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reports" (
    "id" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resolution" TEXT,
    "resolved_by" TEXT,
    "resolved_at" TIMESTAMPTZ(3),

    CONSTRAINT "reports_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "body" TEXT NOT NULL DEFAULT '',
    "href" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "read_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "platform_flags" (
    "key" TEXT NOT NULL,
    "value" JSONB NOT NULL,
    "updated_by" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "platform_flags_pkey" PRIMARY KEY ("key")
);

-- CreateIndex
CREATE INDEX "listing_figures_score_listing_id_idx" ON "listing_figures"("score" DESC, "listing_id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "listing_marks_listing_version_id_line_day_key" ON "listing_marks"("listing_version_id", "line", "day");

-- CreateIndex
CREATE UNIQUE INDEX "portfolio_tests_listing_version_id_key" ON "portfolio_tests"("listing_version_id");

-- CreateIndex
CREATE INDEX "portfolio_tests_team_id_created_at_idx" ON "portfolio_tests"("team_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "portfolio_tests_basket_version_id_idx" ON "portfolio_tests"("basket_version_id");

-- CreateIndex
CREATE INDEX "entitlements_listing_id_idx" ON "entitlements"("listing_id");

-- CreateIndex
CREATE INDEX "approvals_subscription_id_status_idx" ON "approvals"("subscription_id", "status");

-- CreateIndex
CREATE UNIQUE INDEX "approvals_run_id_sequence_ordinal_key" ON "approvals"("run_id", "sequence", "ordinal");

-- CreateIndex
CREATE INDEX "follows_followed_team_id_idx" ON "follows"("followed_team_id");

-- CreateIndex
CREATE INDEX "listing_posts_listing_id_created_at_idx" ON "listing_posts"("listing_id", "created_at");

-- CreateIndex
CREATE INDEX "listing_posts_team_id_idx" ON "listing_posts"("team_id");

-- CreateIndex
CREATE INDEX "reports_resolved_at_created_at_idx" ON "reports"("resolved_at", "created_at");

-- CreateIndex
CREATE INDEX "notifications_team_id_created_at_idx" ON "notifications"("team_id", "created_at" DESC);

-- CreateIndex
CREATE INDEX "basket_members_listing_version_id_idx" ON "basket_members"("listing_version_id");

-- CreateIndex
CREATE INDEX "listings_tags_idx" ON "listings" USING GIN ("tags");

-- CreateIndex
CREATE INDEX "subscriptions_pending_version_id_idx" ON "subscriptions"("pending_version_id");

-- CreateIndex
CREATE INDEX "runs_listing_version_id_idx" ON "runs"("listing_version_id");

-- AddForeignKey
ALTER TABLE "basket_members" ADD CONSTRAINT "basket_members_listing_version_id_fkey" FOREIGN KEY ("listing_version_id") REFERENCES "listing_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_figures" ADD CONSTRAINT "listing_figures_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_marks" ADD CONSTRAINT "listing_marks_listing_version_id_fkey" FOREIGN KEY ("listing_version_id") REFERENCES "listing_versions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio_tests" ADD CONSTRAINT "portfolio_tests_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio_tests" ADD CONSTRAINT "portfolio_tests_basket_version_id_fkey" FOREIGN KEY ("basket_version_id") REFERENCES "basket_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "portfolio_tests" ADD CONSTRAINT "portfolio_tests_listing_version_id_fkey" FOREIGN KEY ("listing_version_id") REFERENCES "listing_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entitlements" ADD CONSTRAINT "entitlements_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "subscriptions" ADD CONSTRAINT "subscriptions_pending_version_id_fkey" FOREIGN KEY ("pending_version_id") REFERENCES "listing_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_subscription_id_fkey" FOREIGN KEY ("subscription_id") REFERENCES "subscriptions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "approvals" ADD CONSTRAINT "approvals_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "runs"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "team_profiles" ADD CONSTRAINT "team_profiles_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "follows" ADD CONSTRAINT "follows_followed_team_id_fkey" FOREIGN KEY ("followed_team_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_posts" ADD CONSTRAINT "listing_posts_listing_id_fkey" FOREIGN KEY ("listing_id") REFERENCES "listings"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_posts" ADD CONSTRAINT "listing_posts_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "listing_posts" ADD CONSTRAINT "listing_posts_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "listing_posts"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reports" ADD CONSTRAINT "reports_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "runs" ADD CONSTRAINT "runs_listing_version_id_fkey" FOREIGN KEY ("listing_version_id") REFERENCES "listing_versions"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- -------------------------------------------------------------------------------------------------- what Prisma cannot say

ALTER TABLE listings ADD CONSTRAINT listings_disclosure CHECK (disclosure IN ('open', 'view', 'sealed'));
ALTER TABLE listings ADD CONSTRAINT listings_difficulty CHECK (difficulty IN ('beginner', 'intermediate', 'advanced'));
ALTER TABLE listings ADD CONSTRAINT listings_money CHECK (capital_needed > 0 AND margin_needed >= 0);
ALTER TABLE listing_versions ADD CONSTRAINT listing_versions_semver CHECK (major >= 1 AND minor >= 0);
ALTER TABLE listing_marks ADD CONSTRAINT listing_marks_line CHECK (line IN ('paper', 'live'));
ALTER TABLE listing_marks ADD CONSTRAINT listing_marks_sequence CHECK (sequence >= 1);
ALTER TABLE listing_marks ADD CONSTRAINT listing_marks_day CHECK (day ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$');
ALTER TABLE listing_marks ADD CONSTRAINT listing_marks_hash CHECK (hash ~ '^[0-9a-f]{64}$' AND previous_hash ~ '^[0-9a-f]{64}$');
CREATE TRIGGER listing_marks_immutable BEFORE UPDATE OR DELETE ON listing_marks FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change();
CREATE TRIGGER listing_marks_kept BEFORE TRUNCATE ON listing_marks FOR EACH STATEMENT EXECUTE FUNCTION quantloom_refuse_change();

ALTER TABLE portfolio_tests ADD CONSTRAINT portfolio_tests_subject CHECK (num_nonnulls(basket_version_id, listing_version_id) = 1);
ALTER TABLE portfolio_tests ADD CONSTRAINT portfolio_tests_owner CHECK ((team_id IS NULL) = (basket_version_id IS NULL));
ALTER TABLE portfolio_tests ADD CONSTRAINT portfolio_tests_status CHECK (status IN ('queued', 'running', 'succeeded', 'failed'));
ALTER TABLE portfolio_tests ADD CONSTRAINT portfolio_tests_finished CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed')));
ALTER TABLE portfolio_tests ADD CONSTRAINT portfolio_tests_result CHECK (status <> 'succeeded' OR result IS NOT NULL);

ALTER TABLE entitlements ADD CONSTRAINT entitlements_source CHECK (source IN ('free', 'author'));
ALTER TABLE approvals ADD CONSTRAINT approvals_status CHECK (status IN ('waiting', 'approved', 'declined', 'expired'));
ALTER TABLE approvals ADD CONSTRAINT approvals_side CHECK (side IN ('buy', 'sell'));
ALTER TABLE team_profiles ADD CONSTRAINT team_profiles_region CHECK (region IN ('international', 'india'));
ALTER TABLE follows ADD CONSTRAINT follows_others CHECK (team_id <> followed_team_id);
ALTER TABLE listing_posts ADD CONSTRAINT listing_posts_kind CHECK (kind IN ('question', 'answer', 'review'));
ALTER TABLE listing_posts ADD CONSTRAINT listing_posts_parent CHECK ((kind = 'answer') = (parent_id IS NOT NULL));
ALTER TABLE listing_posts ADD CONSTRAINT listing_posts_review CHECK ((kind = 'review') = (rating IS NOT NULL AND days_run IS NOT NULL));
ALTER TABLE listing_posts ADD CONSTRAINT listing_posts_rating CHECK (rating BETWEEN 1 AND 5 AND days_run >= 20);
CREATE UNIQUE INDEX listing_reviews_one_active ON listing_posts (listing_id, team_id) WHERE kind = 'review' AND hidden_at IS NULL;
ALTER TABLE reports ADD CONSTRAINT reports_subject CHECK (subject IN ('listing', 'post', 'profile'));
ALTER TABLE reports ADD CONSTRAINT reports_resolved CHECK ((resolved_at IS NOT NULL) = (resolution IS NOT NULL));
ALTER TABLE reports ADD CONSTRAINT reports_resolution CHECK (resolution IN ('removed', 'dismissed'));
CREATE UNIQUE INDEX reports_one_active ON reports (team_id, subject, subject_id) WHERE resolved_at IS NULL;

-- A run belongs to a member of a subscription, or is the platform's twin of a published version.
ALTER TABLE runs DROP CONSTRAINT runs_member;
ALTER TABLE runs ADD CONSTRAINT runs_member CHECK ((num_nonnulls(subscription_id, listing_version_id) = 0) = (member_ordinal IS NULL));
ALTER TABLE runs ADD CONSTRAINT runs_twin CHECK (num_nonnulls(subscription_id, listing_version_id) < 2);
CREATE UNIQUE INDEX twins_one_active ON runs (listing_version_id, member_ordinal) WHERE stopped_at IS NULL AND listing_version_id IS NOT NULL;

-- Search: words by their stems (title before tags before rationale), and parts of titles by their trigrams.
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE FUNCTION quantloom_listing_words(title text, rationale text, tags text[]) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT setweight(to_tsvector('english'::regconfig, title), 'A')
    || setweight(to_tsvector('english'::regconfig, coalesce(array_to_string(tags, ' '), '')), 'B')
    || setweight(to_tsvector('english'::regconfig, rationale), 'C')
$$;
CREATE INDEX listings_words_search ON listings USING gin (quantloom_listing_words(title, rationale, tags));
CREATE INDEX listings_title_search ON listings USING gin (lower(title) gin_trgm_ops);
