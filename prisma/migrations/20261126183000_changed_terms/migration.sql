-- A broker changes the lot or the tick of an instrument overnight.
ALTER TABLE run_inbox DROP CONSTRAINT run_inbox_kind;
ALTER TABLE run_inbox ADD CONSTRAINT run_inbox_kind CHECK (kind IN ('bar', 'gap', 'command', 'order', 'timer', 'signal', 'limits', 'answer', 'change', 'terms'));
