-- The statuses of graph-runtime/market/order.ts (ORDER_STATUSES); test/integration/database-rules.test.ts holds both together.
ALTER TABLE orders ADD CONSTRAINT orders_status CHECK (status IN
  ('created', 'submitted', 'working', 'partially-filled', 'filled', 'cancelling', 'cancelled', 'rejected', 'denied', 'expired', 'unknown'));
