-- Orders that rest are looked at, too: one of a pair does not outlive the other.
DROP INDEX broker_orders_under_way;
CREATE INDEX broker_orders_under_way ON broker_orders (account_id)
  WHERE status IN ('submitted', 'pending-accept', 'pending-modify', 'pending-cancel', 'accepted', 'trigger-pending', 'partially-filled');
