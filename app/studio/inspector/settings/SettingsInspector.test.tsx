import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { semanticHash } from "@/graph-runtime/graph/semantic-hash.ts";
import { Settings } from "@/graph-runtime/graph/settings.ts";
import { smaCross } from "@/graph-runtime/templates/sma-cross.ts";
import { StudioProvider } from "../../store/StudioContext.tsx";
import { createStudioStore, type StudioStore } from "../../store/studio-store.ts";
import { SettingsInspector } from "../SettingsInspector.tsx";

let store: StudioStore;
let host: HTMLElement;
let root: Root;

beforeEach(async () => {
  vi.stubGlobal("IS_REACT_ACT_ENVIRONMENT", true);
  store = createStudioStore(smaCross.document);
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
  await act(async () =>
    root.render(
      <StudioProvider store={store}>
        <SettingsInspector />
      </StudioProvider>,
    ),
  );
});

afterEach(async () => {
  await act(async () => root.unmount());
  host.remove();
  vi.unstubAllGlobals();
});

function find<Found extends Element>(testId: string): Found {
  const found = host.querySelector<Found>(`[data-testid="${testId}"]`);
  if (found === null) throw new Error(`${testId} is not shown`);
  return found;
}

const shows = (testId: string): boolean => host.querySelector(`[data-testid="${testId}"]`) !== null;

/** Sets a field as a person does: React listens to the platform's own event. */
async function enter(testId: string, value: string): Promise<void> {
  const field = find<HTMLInputElement | HTMLSelectElement>(testId);
  const kind = field instanceof HTMLSelectElement ? HTMLSelectElement : HTMLInputElement;
  await act(async () => {
    Object.getOwnPropertyDescriptor(kind.prototype, "value")?.set?.call(field, value);
    field.dispatchEvent(new Event(field instanceof HTMLSelectElement ? "change" : "input", { bubbles: true }));
  });
}

const press = (testId: string): Promise<void> => act(async () => find<HTMLElement>(testId).click());
const settings = (): Settings => Settings.parse(store.getState().document.settings);

const optionsOf = (testId: string): string[] =>
  [...find<HTMLSelectElement>(testId).options].map((option) => option.value);

test("every cost and slippage model can be chosen, and makes settings that the engine takes", async () => {
  for (const model of optionsOf("setting-costs")) {
    await enter("setting-costs", model);
    expect(settings().costs.model).toBe(model);
  }
  for (const model of optionsOf("setting-slippage")) {
    await enter("setting-slippage", model);
    expect(settings().slippage.model).toBe(model);
  }
});

test("a model shows its own numbers only, and one that may be left out has a switch", async () => {
  await enter("setting-costs", "per-share");
  await enter("setting-perShare", "0.01");
  await press("switch-maximumPercent");
  expect(settings().costs).toEqual({ model: "per-share", perShare: 0.01, minimum: 1, maximumPercent: 0.5 });
  await press("switch-maximumPercent");
  expect(settings().costs).toEqual({ model: "per-share", perShare: 0.01, minimum: 1 });
  await enter("setting-costs", "maker-taker");
  expect(shows("setting-perShare")).toBe(false);
  await enter("setting-makerPercent", "-0.01");
  expect(settings().costs).toEqual({ model: "maker-taker", makerPercent: -0.01, takerPercent: 0.05 });
});

test("what the schema refuses stays in the field, and the settings stay as they were", async () => {
  await enter("setting-costs", "percent");
  await enter("setting-percent", "11");
  expect(find("setting-percent").getAttribute("aria-invalid")).toBe("true");
  expect(settings().costs).toEqual({ model: "percent", percent: 0.1 });
});

test("rates that change with time are added and changed", async () => {
  await enter("setting-costs", "schedule");
  await act(async () => {
    [...host.querySelectorAll("button")].find(({ textContent }) => textContent?.includes("Add a rate"))?.click();
  });
  await enter("setting-rate-1", "0.05");
  expect(settings().costs).toEqual({
    model: "schedule",
    rates: [
      { from: 0, percent: 0.1 },
      { from: Date.UTC(1971, 0, 1), percent: 0.05 },
    ],
  });
});

test("margin belongs to an account that may borrow, and what is switched off leaves no trace", async () => {
  const before = semanticHash(store.getState().document);
  await press("switch-maintenanceMarginPercent");
  await enter("setting-leverage", "2");
  await press("switch-participationPercent");
  await enter("setting-borrowPercent", "3");
  await press("switch-maxOpenPositions");
  const { execution, financing, risk } = settings();
  expect(execution).toMatchObject({ leverage: 2, maintenanceMarginPercent: 25, participationPercent: 10 });
  expect(financing).toEqual({ cashInterestPercent: 0, marginInterestPercent: 0, borrowPercent: 3 });
  expect(risk).toEqual({ maxOpenPositions: 5 });
  await enter("setting-borrowPercent", "0");
  await enter("setting-leverage", "1");
  for (const key of ["maintenanceMarginPercent", "participationPercent", "maxOpenPositions"])
    await press(`switch-${key}`);
  expect(semanticHash(store.getState().document)).toBe(before);
  await enter("setting-account", "cash");
  expect(shows("setting-leverage")).toBe(false);
  expect(shows("setting-borrowPercent")).toBe(false);
});

test("a strategy can be held to a broker's rules, and let go again without a trace", async () => {
  const before = semanticHash(store.getState().document);
  for (const broker of optionsOf("setting-broker").filter((one) => one !== "none")) {
    await enter("setting-broker", broker);
    expect(settings().execution.broker).toBe(broker);
  }
  await enter("setting-broker", "none");
  expect(semanticHash(store.getState().document)).toBe(before);
});
