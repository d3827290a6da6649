-- What is looked at twice a second over all accounts: the few orders and commands that are under way.
CREATE INDEX broker_orders_under_way ON broker_orders (account_id)
  WHERE status IN ('submitted', 'pending-accept', 'pending-modify', 'pending-cancel', 'accepted');
CREATE INDEX broker_commands_under_way ON broker_commands (account_id) WHERE settled_at IS NULL;
