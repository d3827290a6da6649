import { Prisma } from "../generated/client.ts";

/** What a run's equity has to be multiplied with so that money moved in or out between two instants is neither profit nor loss. */
export function flowOf(runId: Prisma.Sql, from: Prisma.Sql, to: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT coalesce(exp(sum(ln((mark.equity - (moved.payload->>'amount')::numeric)::float8 / mark.equity::float8))), 1) AS factor
    FROM run_inbox moved JOIN marks mark ON mark.run_id = moved.run_id AND mark.sequence = moved.sequence
    WHERE moved.run_id = ${runId} AND moved.kind = 'transfer' AND mark.time >= ${from} AND mark.time <= ${to}
      AND mark.equity > 0 AND mark.equity > (moved.payload->>'amount')::numeric`;
}
