-- A run takes new limits and answers to entries that wait through its inbox, and may be told to leave with the next trading day.
ALTER TABLE run_inbox DROP CONSTRAINT run_inbox_kind;
ALTER TABLE run_inbox ADD CONSTRAINT run_inbox_kind CHECK (kind IN ('bar', 'gap', 'command', 'order', 'timer', 'signal', 'limits', 'answer'));
ALTER TABLE runs DROP CONSTRAINT runs_ending;
ALTER TABLE runs ADD CONSTRAINT runs_ending CHECK (ending IN ('when-flat', 'now', 'halt', 'next-session'));
