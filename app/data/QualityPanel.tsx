"use client";
import { useFormat } from "../format/FormatProvider.tsx";
import type { ApiOutput } from "../trpc/context.ts";
import { Panel } from "../ui/Panel.tsx";
import { Cell, HeadCell, Table } from "../ui/Table.tsx";
import { GradeBadge } from "./GradeBadge.tsx";

export type Quality = ApiOutput["datasets"]["get"]["quality"];

/** What is missing and what is odd, with the worst places of each sort. */
export function QualityPanel({ quality }: { readonly quality: Quality }) {
  const format = useFormat();
  const { expected, missing, rows } = quality;
  const figures: readonly (readonly [string, string, string])[] = [
    [
      "Missing",
      missing === null || expected === null ? "n/a" : format.integer(missing),
      missing === null || expected === null
        ? "the calendar knows nothing about this time"
        : `of ${format.integer(expected)} bars that the calendar expects`,
    ],
    ["Outside sessions", format.integer(quality.outsideSessions), "bars at times without trading"],
    ["Jump and return", format.integer(quality.outliers.count), "closes that jump away and come back"],
    ["Flat", format.integer(quality.flatBars), "bars with one price only"],
    ["No volume", format.integer(quality.withoutVolume), "bars"],
    ["Bad rows", format.integer(rows.bad), `of ${format.integer(rows.read)} read`],
    ["Repeated", format.integer(rows.repeated), "rows there twice, kept once"],
    ["Out of order", format.integer(rows.reordered), "rows put in their place"],
    ["Repaired", format.integer(rows.repaired), "highs and lows off by rounding"],
  ];
  return (
    <Panel title="Quality" actions={<GradeBadge grade={quality.grade} long />}>
      <div className="grid gap-4">
        {quality.reasons.length > 0 ? (
          <ul className="list-disc pl-4 text-sm">
            {quality.reasons.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        ) : null}
        <dl className="grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-3 lg:grid-cols-5">
          {figures.map(([name, value, meaning]) => (
            <div key={name} className="grid content-start">
              <dt className="text-muted text-xs">{name}</dt>
              <dd className="figure font-medium">{value}</dd>
              <dd className="text-2xs text-faint">{meaning}</dd>
            </div>
          ))}
        </dl>
        <BadRows quality={quality} />
        <Places quality={quality} />
      </div>
    </Panel>
  );
}

const shownRows = 100;

/** The rows that were no bars, by line. */
export function BadRows({ quality: { rows } }: { readonly quality: Quality }) {
  const format = useFormat();
  if (rows.listed.length === 0) return null;
  return (
    <div className="grid max-h-80 overflow-y-auto rounded-md border">
      <Table label="Bad rows">
        <thead>
          <tr>
            <HeadCell align="right" className="w-20">
              Line
            </HeadCell>
            <HeadCell>What is wrong with it</HeadCell>
          </tr>
        </thead>
        <tbody>
          {rows.listed.slice(0, shownRows).map((row) => (
            <tr key={row.line}>
              <Cell align="right">{format.integer(row.line)}</Cell>
              <Cell className="min-w-72">{row.reason}</Cell>
            </tr>
          ))}
        </tbody>
      </Table>
      {rows.bad > shownRows ? (
        <p className="px-4 py-2 text-muted text-xs">And {format.integer(rows.bad - shownRows)} more.</p>
      ) : null}
    </div>
  );
}

const shownPlaces = 12;

function Places({ quality }: { readonly quality: Quality }) {
  const format = useFormat();
  const isDay = quality.timeframe === "1d" || quality.timeframe === "1w";
  const moment = (time: number): string => (isDay ? format.session(time) : format.dateTime(time));
  const lists: readonly (readonly [string, readonly string[], number])[] = [
    [
      "Longest gaps",
      quality.gaps.worst.map(
        ({ from, to, missing }) =>
          `${moment(from)}${to > from ? ` to ${moment(to)}` : ""}: ${format.integer(missing)} ${missing === 1 ? "bar" : "bars"}`,
      ),
      quality.gaps.count,
    ],
    [
      "Closes that jump away and come back",
      quality.outliers.worst.map(({ time, move }) => `${moment(time)}: ${format.percent(move)}`),
      quality.outliers.count,
    ],
    [
      "Openings that look like a split",
      quality.possibleSplits.map(({ time, ratio }) => `${moment(time)}: ${ratio}`),
      quality.possibleSplits.length,
    ],
  ];
  return (
    <div className="grid gap-4 md:grid-cols-3">
      {lists.map(([title, lines, count]) =>
        lines.length === 0 ? null : (
          <div key={title} className="grid content-start gap-1">
            <h3 className="font-medium text-muted text-xs">{title}</h3>
            <ul className="figure grid gap-0.5 text-xs">
              {lines.slice(0, shownPlaces).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
            {count > shownPlaces ? (
              <p className="text-faint text-xs">And {format.integer(count - shownPlaces)} more.</p>
            ) : null}
          </div>
        ),
      )}
    </div>
  );
}
