-- Money that is moved between the members of a basket is an event of each one's inbox; what reads returns asks for these alone.
ALTER TABLE run_inbox DROP CONSTRAINT run_inbox_kind;
ALTER TABLE run_inbox ADD CONSTRAINT run_inbox_kind CHECK (kind IN ('bar', 'gap', 'command', 'order', 'timer', 'signal', 'limits', 'answer', 'change', 'terms', 'transfer'));
CREATE INDEX run_inbox_transfers ON run_inbox (run_id, sequence) WHERE kind = 'transfer';
-- A member that has earned a lot may give away more than it began with.
ALTER TABLE runs DROP CONSTRAINT runs_capital;
ALTER TABLE runs ADD CONSTRAINT runs_capital CHECK (capital > 0 OR (last_sequence > 0 AND member_ordinal IS NOT NULL));
