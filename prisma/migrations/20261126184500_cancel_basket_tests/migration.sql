-- A test of a basket can be cancelled, as a backtest can.

ALTER TABLE "portfolio_tests" ADD COLUMN "cancel_requested_at" TIMESTAMPTZ(3);
ALTER TABLE "portfolio_tests" DROP CONSTRAINT portfolio_tests_status;
ALTER TABLE "portfolio_tests" ADD CONSTRAINT portfolio_tests_status CHECK (status IN ('queued', 'running', 'succeeded', 'failed', 'cancelled'));
ALTER TABLE "portfolio_tests" DROP CONSTRAINT portfolio_tests_finished;
ALTER TABLE "portfolio_tests" ADD CONSTRAINT portfolio_tests_finished CHECK ((finished_at IS NOT NULL) = (status IN ('succeeded', 'failed', 'cancelled')));
