import { Boxes, ChartCandlestick, FlaskConical, Radio } from "lucide-react";
import Link from "next/link";
import { Button } from "../ui/Button.tsx";
import { DemoEntry } from "./DemoEntry.tsx";
import { ProductPicture } from "./ProductPicture.tsx";

const steps = [
  {
    icon: ChartCandlestick,
    title: "Draw it",
    text: "Wire indicators, conditions, orders and exits on a canvas. Wires are typed: what cannot work cannot be connected, and the editor says why.",
  },
  {
    icon: FlaskConical,
    title: "Test it",
    text: "One button runs the graph through an exact simulation of orders, gaps and costs. Every figure shows its definition, and says n/a where it would mean nothing.",
  },
  {
    icon: Boxes,
    title: "Share it",
    text: "Put strategies in a basket and publish it. A published version is sealed by its hash and can never be edited afterwards.",
  },
  {
    icon: Radio,
    title: "Run it",
    text: "Subscribe with your own capital and limits, on paper first. Each decision is recorded with its reason, also the decision to do nothing.",
  },
] as const;

const promises = [
  {
    title: "The same numbers everywhere",
    text: "Preview, backtest and paper run execute one compiled program. A fingerprint over orders, fills and equity proves it.",
  },
  {
    title: "Unknown is shown as unknown",
    text: "A strategy that is warming up, or has no data, does not act and does not print zeros.",
  },
  {
    title: "Never twice, never silent",
    text: "An intent is committed before an order leaves. A killed worker is recovered without a doubled order.",
  },
] as const;

export function Landing() {
  return (
    <>
      <section className="mx-auto grid w-full max-w-6xl gap-6 px-5 pt-14 pb-10 sm:pt-20">
        <p className="font-medium text-accent text-sm">A visual strategy builder for traders</p>
        <h1 className="max-w-3xl text-balance font-semibold text-4xl leading-[1.08] tracking-tight sm:text-6xl">
          Draw the strategy. Trust the number.
        </h1>
        <p className="max-w-2xl text-pretty text-lg text-muted leading-7">
          Wire a trading strategy as a graph, test it in seconds, run it on paper and share it as a basket that others
          can subscribe to. One graph, one program, the same figures at every step.
        </p>
        <div className="grid gap-3 sm:flex sm:flex-wrap sm:items-center">
          <DemoEntry />
          <Button asChild size="lg">
            <Link href="/sign-up">Create an account</Link>
          </Button>
        </div>
      </section>
      <ProductPicture />
      <section className="border-y bg-surface" aria-label="How it works">
        <ol className="mx-auto grid w-full max-w-6xl gap-x-8 gap-y-10 px-5 py-14 sm:grid-cols-2 lg:grid-cols-4">
          {steps.map(({ icon: Icon, title, text }) => (
            <li key={title} className="grid content-start gap-2">
              <Icon size={20} aria-hidden="true" className="text-accent" />
              <h2 className="font-semibold text-lg">{title}</h2>
              <p className="text-muted text-sm leading-6">{text}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className="mx-auto grid w-full max-w-6xl gap-8 px-5 py-14 md:grid-cols-3" aria-label="What it promises">
        {promises.map((promise) => (
          <div key={promise.title} className="grid content-start gap-2 border-l-2 border-l-accent pl-4">
            <h2 className="font-semibold text-base">{promise.title}</h2>
            <p className="text-muted text-sm leading-6">{promise.text}</p>
          </div>
        ))}
      </section>
    </>
  );
}
