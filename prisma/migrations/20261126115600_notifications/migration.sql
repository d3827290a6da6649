-- A notification is written once per event and team, in the transaction of the event; it is its own outbox until it is dispatched.
ALTER TABLE "notifications" ADD COLUMN "user_id" TEXT,
ADD COLUMN "key" TEXT,
ADD COLUMN "severity" TEXT NOT NULL DEFAULT 'info',
ADD COLUMN "subject" TEXT,
ADD COLUMN "dispatched_at" TIMESTAMPTZ(3),
DROP COLUMN "read_at";
UPDATE "notifications" SET "key" = "id", "dispatched_at" = "created_at";
ALTER TABLE "notifications" ALTER COLUMN "key" SET NOT NULL;

-- CreateTable
CREATE TABLE "notification_reads" (
    "notification_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "read_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "notification_reads_pkey" PRIMARY KEY ("user_id","notification_id")
);

-- CreateTable
CREATE TABLE "notification_preferences" (
    "user_id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "in_app" BOOLEAN NOT NULL,
    "email" BOOLEAN NOT NULL,

    CONSTRAINT "notification_preferences_pkey" PRIMARY KEY ("user_id","team_id","kind")
);

-- CreateTable
CREATE TABLE "notification_channels" (
    "id" TEXT NOT NULL,
    "team_id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "secrets" BYTEA NOT NULL,
    "kinds" TEXT[],
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "removed_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_channels_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notification_deliveries" (
    "id" TEXT NOT NULL,
    "notification_id" TEXT NOT NULL,
    "channel_id" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'pending',
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "notification_deliveries_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "notifications_team_id_key_key" ON "notifications"("team_id", "key");

-- CreateIndex
CREATE INDEX "notifications_dispatched_at_created_at_idx" ON "notifications"("dispatched_at", "created_at");

-- CreateIndex
CREATE INDEX "notification_reads_notification_id_idx" ON "notification_reads"("notification_id");

-- CreateIndex
CREATE INDEX "notification_channels_team_id_idx" ON "notification_channels"("team_id");

-- CreateIndex
CREATE INDEX "notification_deliveries_channel_id_created_at_idx" ON "notification_deliveries"("channel_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "notification_deliveries_notification_id_channel_id_key" ON "notification_deliveries"("notification_id", "channel_id");

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_channels" ADD CONSTRAINT "notification_channels_team_id_fkey" FOREIGN KEY ("team_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_deliveries" ADD CONSTRAINT "notification_deliveries_notification_id_fkey" FOREIGN KEY ("notification_id") REFERENCES "notifications"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notification_deliveries" ADD CONSTRAINT "notification_deliveries_channel_id_fkey" FOREIGN KEY ("channel_id") REFERENCES "notification_channels"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- ------------------------------------------------------------------------------------------------ what Prisma cannot say

ALTER TABLE notifications ADD CONSTRAINT notifications_severity CHECK (severity IN ('info', 'warning', 'critical'));
-- A link leads to a page of ours, never elsewhere.
ALTER TABLE notifications ADD CONSTRAINT notifications_href CHECK (href ~ '^/[^/\\]' OR href = '/');
ALTER TABLE notification_channels ADD CONSTRAINT notification_channels_type CHECK (type IN ('slack', 'webhook'));
ALTER TABLE notification_channels ADD CONSTRAINT notification_channels_label CHECK (length(label) BETWEEN 1 AND 120);
-- A channel that was removed keeps no secret.
ALTER TABLE notification_channels ADD CONSTRAINT notification_channels_removed CHECK (removed_at IS NULL OR length(secrets) = 0);
ALTER TABLE notification_deliveries ADD CONSTRAINT notification_deliveries_status CHECK (status IN ('pending', 'sent', 'failed'));
ALTER TABLE notification_deliveries ADD CONSTRAINT notification_deliveries_settled CHECK ((settled_at IS NOT NULL) = (status <> 'pending'));
ALTER TABLE notification_deliveries ADD CONSTRAINT notification_deliveries_reason CHECK (status <> 'failed' OR reason IS NOT NULL);
