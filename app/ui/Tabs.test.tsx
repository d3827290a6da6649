import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Tabs } from "./Tabs.tsx";

Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });

const tabs = ["Orders", "Fills", "Log"].map((label) => ({ id: label.toLowerCase(), label, content: `all ${label}` }));
let root: Root;
let host: HTMLElement;

beforeEach(() => {
  host = document.body.appendChild(document.createElement("div"));
  root = createRoot(host);
});
afterEach(() => {
  act(() => root.unmount());
  host.remove();
});

const show = (properties: { value?: string; onChange?: (id: string) => void } = {}) =>
  act(() => root.render(<Tabs label="Views" tabs={tabs} {...properties} />));
const names = () => [...host.querySelectorAll<HTMLElement>("[role=tab]")];
const chosen = () => names().filter((one) => one.getAttribute("aria-selected") === "true");
const press = (key: string) =>
  act(() => document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true })));

test("shows the first, and then what is clicked, and nothing of the others", () => {
  show();
  expect(host.querySelector("[role=tabpanel]")?.textContent).toBe("all Orders");
  act(() => names()[1]?.click());
  expect(host.querySelectorAll("[role=tabpanel]")).toHaveLength(1);
  expect(host.querySelector("[role=tabpanel]")?.textContent).toBe("all Fills");
});

test("the arrow keys, Home and End choose, round the ends; Tab reaches the chosen one alone", () => {
  show();
  names()[0]?.focus();
  const seen = ["ArrowLeft", "ArrowRight", "ArrowRight", "End", "Home"].map((key) => {
    press(key);
    expect(document.activeElement).toBe(chosen()[0]);
    expect(names().filter((one) => one.tabIndex === 0)).toEqual(chosen());
    return chosen()[0]?.textContent;
  });
  expect(seen).toEqual(["Log", "Orders", "Fills", "Log", "Orders"]);
});

test("name and panel point at each other", () => {
  show();
  const panel = host.querySelector("[role=tabpanel]");
  expect(chosen()[0]?.getAttribute("aria-controls")).toBe(panel?.id);
  expect(panel?.getAttribute("aria-labelledby")).toBe(chosen()[0]?.id);
});

test("that are chosen elsewhere tell of a choice and keep to what they are given", () => {
  const onChange = vi.fn();
  show({ value: "fills", onChange });
  act(() => names()[2]?.click());
  expect(onChange.mock.calls).toEqual([["log"]]);
  expect(chosen()[0]?.textContent).toBe("Fills");
  act(() => names()[1]?.click());
  expect(onChange).toHaveBeenCalledTimes(1);
});

test("of an address that names none of them are still within reach", () => {
  show({ value: "nowhere" });
  expect(chosen()).toEqual([]);
  expect(names().map((one) => one.tabIndex)).toEqual([0, -1, -1]);
});
