-- Letters wait here, sealed, until the mail server has taken them; then only the fact is kept.
CREATE TABLE "letters" (
    "id" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "sealed" TEXT,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "letters_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "letters_sent_and_gone" CHECK ("sent_at" IS NULL OR "sealed" IS NULL)
);

CREATE INDEX "letters_expires_at_idx" ON "letters"("expires_at");
