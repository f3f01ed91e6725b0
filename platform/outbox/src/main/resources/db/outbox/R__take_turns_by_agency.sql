-- By which the relay walks from agency to agency within a topic: a key's first part names whose event it is. Repeatable, so
-- that databases which are past V0.1 take it, too.
CREATE INDEX IF NOT EXISTS outbox_turns ON outbox (topic, split_part(key, '|', 1), seq);
