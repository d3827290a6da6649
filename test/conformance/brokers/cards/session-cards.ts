import { expect } from "vitest";
import type { Card } from "../card.ts";
import { passLoginPage } from "../log-in.ts";

export const sessionCards: readonly Card[] = [
  {
    id: "BR-010",
    title: "logging in says who it is and until when",
    run: async ({ session, account, adapter }) => {
      expect(session.userId).toBe(account.id);
      if (adapter.capabilities.session === "lasting") expect(session.expiresAt).toBeNull();
      else {
        const left = (session.expiresAt ?? 0) - Date.now();
        expect(left).toBeGreaterThan(0);
        expect(left).toBeLessThanOrEqual(86_400_000);
      }
    },
  },
  {
    id: "BR-020",
    title: "wrong credentials are refused, and the refusal says so",
    run: async (venue) => {
      const { adapter, access } = venue;
      const grant = await passLoginPage(adapter, access);
      const secrets = adapter.credentialFields.filter((field) => field.isSecret).map(({ key }) => [key, "wrong"]);
      const credentials = { ...access.credentials, ...Object.fromEntries(secrets) } as Record<string, string>;
      const failure = await venue.failureOf(adapter.login({ ...access, credentials }, grant));
      expect(["session-expired", "rejected"]).toContain(failure.kind);
      expect(failure.reason).not.toContain("wrong");
    },
  },
  {
    id: "BR-030",
    title: "a login can be used only once",
    needs: ({ session }) => session === "daily",
    run: async (venue) => {
      const { adapter, access } = venue;
      const grant = await passLoginPage(adapter, access);
      await adapter.login(access, grant);
      expect((await venue.failureOf(adapter.login(access, grant))).kind).toBe("session-expired");
    },
  },
  {
    id: "BR-040",
    title: "after the session has ended every call says so, and nothing is done",
    needs: ({ session }) => session === "daily",
    run: async (venue) => {
      await venue.control.expire(venue.broker);
      expect((await venue.failureOf(venue.connection.readFunds())).kind).toBe("session-expired");
      expect((await venue.failureOf(venue.connection.place(venue.order()))).kind).toBe("session-expired");
      expect(await venue.control.placedBy(venue.account.id)).toEqual([]);
    },
  },
  {
    id: "BR-050",
    title: "instruments are listed with their tick and lot",
    run: async (venue) => {
      const { tickSize, lotSize, token, kind } = venue.instrument();
      expect(Number(tickSize)).toBeGreaterThan(0);
      expect(lotSize).toBe("1");
      expect(token).not.toBe("");
      expect(kind).toBe("equity");
    },
  },
  {
    id: "BR-060",
    title: "a new account has its cash and nothing else",
    run: async ({ connection, account }) => {
      const funds = await connection.readFunds();
      expect(funds).toMatchObject({ cash: String(account.cash), available: String(account.cash), used: "0" });
      expect(await connection.listPositions()).toEqual([]);
      expect(await connection.listHoldings()).toEqual([]);
      expect(await connection.listOrders()).toEqual([]);
    },
  },
];
