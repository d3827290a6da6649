-- What Prisma cannot say: CHECKs, partial unique indexes, immutability, fencing, partitions.
-- test/integration/database-rules.test.ts breaks each of these rules once.

-- ------------------------------------------------------------------------------------------------ values that make sense

ALTER TABLE members ADD CONSTRAINT members_role CHECK (role IN ('owner', 'admin', 'trader', 'viewer', 'auditor'));
ALTER TABLE invitations ADD CONSTRAINT invitations_role CHECK (role IN ('owner', 'admin', 'trader', 'viewer', 'auditor'));
ALTER TABLE invitations ADD CONSTRAINT invitations_status CHECK (status IN ('pending', 'accepted', 'rejected', 'canceled'));
ALTER TABLE users ADD CONSTRAINT users_email_lower_case CHECK (email = lower(email));

ALTER TABLE api_keys ADD CONSTRAINT api_keys_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$');
ALTER TABLE api_keys ADD CONSTRAINT api_keys_scopes CHECK (cardinality(scopes) > 0);

ALTER TABLE strategies ADD CONSTRAINT strategies_revision CHECK (revision >= 1);
ALTER TABLE strategies ADD CONSTRAINT strategies_name CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE strategy_versions ADD CONSTRAINT strategy_versions_number CHECK (number >= 1);
ALTER TABLE strategy_versions ADD CONSTRAINT strategy_versions_semantic_hash CHECK (semantic_hash ~ '^[0-9a-f]{64}$');

ALTER TABLE backtests ADD CONSTRAINT backtests_status CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled'));
ALTER TABLE backtests ADD CONSTRAINT backtests_progress CHECK (progress BETWEEN 0 AND 1);
ALTER TABLE backtests ADD CONSTRAINT backtests_finished CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled')));
ALTER TABLE backtests ADD CONSTRAINT backtests_result CHECK (status <> 'succeeded' OR (fingerprint IS NOT NULL AND summary IS NOT NULL));
ALTER TABLE backtests ADD CONSTRAINT backtests_error CHECK (status <> 'failed' OR error IS NOT NULL);
-- Pressing Run twice on the same inputs joins the run that is under way.
CREATE UNIQUE INDEX backtests_one_active ON backtests (team_id, input_hash) WHERE status IN ('queued', 'running');

ALTER TABLE job_records ADD CONSTRAINT job_records_status CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled', 'dead'));
ALTER TABLE job_records ADD CONSTRAINT job_records_progress CHECK (progress BETWEEN 0 AND 1);

ALTER TABLE baskets ADD CONSTRAINT baskets_name CHECK (length(name) BETWEEN 1 AND 200);
ALTER TABLE basket_versions ADD CONSTRAINT basket_versions_number CHECK (number >= 1);
ALTER TABLE basket_members ADD CONSTRAINT basket_members_ordinal CHECK (ordinal >= 0);
ALTER TABLE basket_members ADD CONSTRAINT basket_members_weight CHECK (weight > 0 AND weight <= 1);

ALTER TABLE listings ADD CONSTRAINT listings_kind CHECK (kind IN ('basket', 'strategy'));
ALTER TABLE listings ADD CONSTRAINT listings_visibility CHECK (visibility IN ('public', 'unlisted', 'private'));
ALTER TABLE listings ADD CONSTRAINT listings_slug CHECK (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$');
ALTER TABLE listing_versions ADD CONSTRAINT listing_versions_number CHECK (number >= 1);
ALTER TABLE listing_versions ADD CONSTRAINT listing_versions_one_target CHECK (num_nonnulls(basket_version_id, strategy_version_id) = 1);
ALTER TABLE listing_versions ADD CONSTRAINT listing_versions_seal CHECK (seal_hash ~ '^[0-9a-f]{64}$');

ALTER TABLE subscriptions ADD CONSTRAINT subscriptions_mode CHECK (mode IN ('paper', 'live'));
ALTER TABLE subscriptions ADD CONSTRAINT subscriptions_status CHECK (status IN ('active', 'stopping', 'ended'));
ALTER TABLE subscriptions ADD CONSTRAINT subscriptions_ended CHECK ((ended_at IS NOT NULL) = (status = 'ended'));
ALTER TABLE subscriptions ADD CONSTRAINT subscriptions_capital CHECK (capital > 0);
CREATE UNIQUE INDEX subscriptions_one_active ON subscriptions (team_id, listing_id) WHERE status <> 'ended';

ALTER TABLE feeds ADD CONSTRAINT feeds_bar_milliseconds CHECK (bar_milliseconds > 0);
-- A replay plays a data set, the synthetic market makes its own bars.
ALTER TABLE feeds ADD CONSTRAINT feeds_kind CHECK (kind IN ('synthetic', 'replay'));
ALTER TABLE feeds ADD CONSTRAINT feeds_dataset CHECK ((kind = 'replay') = (dataset_id IS NOT NULL));
ALTER TABLE runs ADD CONSTRAINT runs_mode CHECK (mode IN ('paper', 'live'));
ALTER TABLE runs ADD CONSTRAINT runs_status CHECK (status IN ('waiting', 'entering', 'in-position', 'exiting', 'paused', 'stopping', 'closed', 'needs-review', 'halted'));
ALTER TABLE runs ADD CONSTRAINT runs_stopped CHECK ((stopped_at IS NOT NULL) = (status IN ('closed', 'halted')));
ALTER TABLE runs ADD CONSTRAINT runs_member CHECK ((subscription_id IS NULL) = (member_ordinal IS NULL));
ALTER TABLE runs ADD CONSTRAINT runs_capital CHECK (capital > 0);
ALTER TABLE runs ADD CONSTRAINT runs_shard CHECK (shard >= 0);
ALTER TABLE runs ADD CONSTRAINT runs_sequences CHECK (0 <= last_sequence AND last_sequence <= inbox_sequence);
-- One run at a time for each member of a subscription.
CREATE UNIQUE INDEX runs_one_active ON runs (subscription_id, member_ordinal) WHERE stopped_at IS NULL;

ALTER TABLE run_inbox ADD CONSTRAINT run_inbox_sequence CHECK (sequence >= 1);
ALTER TABLE run_inbox ADD CONSTRAINT run_inbox_kind CHECK (kind IN ('bar', 'gap', 'command', 'order', 'timer'));
ALTER TABLE intents ADD CONSTRAINT intents_ordinal CHECK (sequence >= 1 AND ordinal >= 0);
-- Brokers take 20 alphanumeric characters at most.
ALTER TABLE intents ADD CONSTRAINT intents_client_order_id CHECK (client_order_id ~ '^[A-Za-z0-9]{1,20}$');

ALTER TABLE orders ADD CONSTRAINT orders_side CHECK (side IN ('buy', 'sell'));
ALTER TABLE orders ADD CONSTRAINT orders_type CHECK (type IN
  ('market', 'limit', 'stop', 'stop-limit', 'market-if-touched', 'limit-if-touched', 'trailing-stop'));
ALTER TABLE orders ADD CONSTRAINT orders_role CHECK (role IN ('entry', 'exit'));
ALTER TABLE orders ADD CONSTRAINT orders_lane CHECK (lane >= 0);
ALTER TABLE orders ADD CONSTRAINT orders_filled CHECK (quantity >= 0 AND filled_quantity BETWEEN 0 AND quantity);
ALTER TABLE orders ADD CONSTRAINT orders_average CHECK ((average_price IS NOT NULL) = (filled_quantity > 0));
ALTER TABLE orders ADD CONSTRAINT orders_limit CHECK (type NOT IN ('limit', 'stop-limit') OR limit_price IS NOT NULL);
ALTER TABLE orders ADD CONSTRAINT orders_stop CHECK (type NOT IN ('stop', 'stop-limit') OR stop_price IS NOT NULL);

ALTER TABLE fills ADD CONSTRAINT fills_ordinal CHECK (sequence >= 1 AND ordinal >= 0);
ALTER TABLE fills ADD CONSTRAINT fills_side CHECK (side IN ('buy', 'sell'));
ALTER TABLE fills ADD CONSTRAINT fills_role CHECK (role IN ('entry', 'exit'));
ALTER TABLE fills ADD CONSTRAINT fills_quantity CHECK (quantity > 0);

ALTER TABLE audit_events ADD CONSTRAINT audit_events_sequence CHECK (sequence >= 1);
ALTER TABLE audit_events ADD CONSTRAINT audit_events_hash CHECK (hash ~ '^[0-9a-f]{64}$' AND previous_hash ~ '^[0-9a-f]{64}$');
ALTER TABLE audit_heads ADD CONSTRAINT audit_heads_anchored CHECK (anchored_sequence BETWEEN 0 AND sequence);

-- ------------------------------------------------------------------------------------------------------- immutable rows

CREATE FUNCTION quantloom_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are immutable: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;

DO $$
DECLARE name text;
BEGIN
  FOREACH name IN ARRAY ARRAY['strategy_versions', 'basket_versions', 'basket_members', 'listing_versions', 'intents', 'fills', 'audit_events', 'audit_anchors'] LOOP
    EXECUTE format('CREATE TRIGGER %I BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change()', name || '_immutable', name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION quantloom_refuse_change()', name || '_kept', name);
  END LOOP;
END $$;

-- A basket version is complete when its transaction ends: a member that comes later would change what was sealed.
CREATE FUNCTION quantloom_member_with_its_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM basket_versions WHERE id = NEW.basket_version_id AND xmin::text = pg_current_xact_id()::xid::text) THEN
    RAISE EXCEPTION 'members are added in the transaction that makes the basket version' USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER basket_members_together BEFORE INSERT ON basket_members FOR EACH ROW EXECUTE FUNCTION quantloom_member_with_its_version();

-- --------------------------------------------------------------------------------------------------------------- fencing

-- A worker that lost its lease still holds a lower token: nothing it writes is taken.
CREATE FUNCTION quantloom_snapshot_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.fencing_token < OLD.fencing_token OR NEW.sequence < OLD.sequence THEN
    RAISE EXCEPTION 'snapshot of run % is at sequence %, token %: refused sequence %, token %',
      OLD.run_id, OLD.sequence, OLD.fencing_token, NEW.sequence, NEW.fencing_token USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER run_snapshots_forward BEFORE UPDATE ON run_snapshots FOR EACH ROW EXECUTE FUNCTION quantloom_snapshot_moves_forward();

CREATE FUNCTION quantloom_lease_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.fencing_token < OLD.fencing_token OR (NEW.owner <> OLD.owner AND NEW.fencing_token = OLD.fencing_token) THEN
    RAISE EXCEPTION 'lease of shard % is held by % with token %: refused token % of %',
      OLD.shard, OLD.owner, OLD.fencing_token, NEW.fencing_token, NEW.owner USING ERRCODE = 'integrity_constraint_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER shard_leases_forward BEFORE UPDATE ON shard_leases FOR EACH ROW EXECUTE FUNCTION quantloom_lease_moves_forward();
-- Deleting a lease would let its token start again from the beginning.
CREATE TRIGGER shard_leases_kept BEFORE DELETE ON shard_leases FOR EACH ROW EXECUTE FUNCTION quantloom_refuse_change();

-- ------------------------------------------------------------------------------------------------------------ partitions

CREATE TABLE decisions_default PARTITION OF decisions DEFAULT;
CREATE TABLE marks_default PARTITION OF marks DEFAULT;

-- Makes the monthly partitions from this month on. A month whose rows already fell into the default partition stays there.
CREATE FUNCTION quantloom_ensure_partitions(months_ahead integer) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
  parent text;
  starts timestamptz;
  ends timestamptz;
  partition text;
  taken boolean;
  made integer := 0;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('quantloom_ensure_partitions'));
  FOREACH parent IN ARRAY ARRAY['decisions', 'marks'] LOOP
    FOR ahead IN 0..months_ahead LOOP
      starts := date_trunc('month', now(), 'UTC') + make_interval(months => ahead);
      starts := date_trunc('month', starts + interval '12 hours', 'UTC');
      ends := date_trunc('month', starts + interval '40 days', 'UTC');
      partition := parent || '_' || to_char(starts AT TIME ZONE 'UTC', 'YYYY_MM');
      CONTINUE WHEN to_regclass(partition) IS NOT NULL;
      EXECUTE format('SELECT EXISTS (SELECT FROM %I WHERE time >= %L AND time < %L)', parent || '_default', starts, ends) INTO taken;
      CONTINUE WHEN taken;
      EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)', partition, parent, starts, ends);
      made := made + 1;
    END LOOP;
  END LOOP;
  RETURN made;
END $$;

SELECT quantloom_ensure_partitions(3);
