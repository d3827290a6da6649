-- Stops and targets that somebody moves by hand.
ALTER TABLE run_inbox DROP CONSTRAINT run_inbox_kind;
ALTER TABLE run_inbox ADD CONSTRAINT run_inbox_kind CHECK (kind IN ('bar', 'gap', 'command', 'order', 'timer', 'signal', 'limits', 'answer', 'change'));
