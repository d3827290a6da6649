import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { FormatProvider } from "../format/FormatProvider.tsx";
import { readPreferences } from "../format/read-preferences.ts";
import { FirstFew } from "../ui/FirstFew.tsx";
import { averageOf } from "./CorrelationTable.tsx";
import { WeightBar } from "./WeightBar.tsx";

const members = Array.from({ length: 100 }, (_, at) => ({ name: `Member ${at + 1}`, weight: 0.01 }));

test("of a basket of a hundred the first are shown, and how many there are", () => {
  const parts = members.map(({ name }) => <p key={name}>{name}</p>);
  const few = renderToStaticMarkup(
    <FirstFew few={6} what="members">
      {parts}
    </FirstFew>,
  );
  expect(few.match(/<p>/g)).toHaveLength(6);
  expect(few).toContain("Show all 100 members");
  expect(
    renderToStaticMarkup(
      <FirstFew few={6} what="members">
        {parts.slice(0, 7)}
      </FirstFew>,
    ),
  ).not.toContain("Show");
});

test("its weights are one bar of all, with the first in words", () => {
  const bar = renderToStaticMarkup(
    <FormatProvider initial={readPreferences(undefined, null)}>
      <WeightBar members={members} />
    </FormatProvider>,
  );
  expect(bar.match(/flex-grow/g)).toHaveLength(100);
  expect(bar).toContain("and 88 more");
});

test("an average leaves out what is not known", () => {
  expect(averageOf([0.5, null, 0.1])).toBeCloseTo(0.3, 12);
  expect(averageOf([null])).toBeNull();
});
