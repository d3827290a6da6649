-- When a run may enter, and a run that is prepared and not started.
ALTER TABLE "runs" ADD COLUMN "schedule" JSONB;
ALTER TABLE runs DROP CONSTRAINT runs_status;
ALTER TABLE runs ADD CONSTRAINT runs_status CHECK (status IN ('draft', 'scheduled', 'waiting', 'entering', 'in-position', 'exiting', 'paused', 'stopping', 'closed', 'needs-review', 'halted'));
-- A draft is given nothing.
ALTER TABLE runs ADD CONSTRAINT runs_draft CHECK (status <> 'draft' OR (inbox_sequence = 0 AND started_at IS NULL));
