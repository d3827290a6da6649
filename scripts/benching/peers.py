"""Runs the bench's workloads in Python engines, on the bars that the bench has written. Prints one JSON object per line.

usage: peers.py <folder with .f64 columns> <peer>
"""
import json
import resource
import sys
import time
import warnings

import numpy as np
import pandas as pd

warnings.filterwarnings("ignore")
folder, peer = sys.argv[1:3]


def frame(workload):
    def column(name):
        return np.fromfile(f"{folder}/{workload}.{name}.f64", dtype="<f8")

    index = pd.to_datetime(column("time"), unit="ms")
    fields = {"Open": "open", "High": "high", "Low": "low", "Close": "close", "Volume": "volume"}
    return pd.DataFrame({title: column(name) for title, name in fields.items()}, index=index)


def report(workload, work, **counts):
    """Best of the runs; the first of two warms up what is compiled on the way."""
    best = float("inf")
    for _ in range(2):
        wall, cpu = time.perf_counter(), time.process_time()
        work()
        seconds = time.perf_counter() - wall
        if seconds < best:
            best, processor = seconds, time.process_time() - cpu
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rates = {f"{name}PerSecond": count / best for name, count in counts.items()}
    line = {"peer": peer, "id": workload, "milliseconds": best * 1000, "cpuMilliseconds": processor * 1000}
    print(json.dumps({**line, **rates, "peakMemoryMegabytes": memory}), flush=True)


def run_backtesting():
    from backtesting import Backtest, Strategy, set_bokeh_output
    from backtesting.lib import crossover

    def average(values, length):
        return pd.Series(values).rolling(length).mean()

    class Cross(Strategy):
        fast, slow = 10, 30

        def init(self):
            self.a = self.I(average, self.data.Close, self.fast)
            self.b = self.I(average, self.data.Close, self.slow)

        def next(self):
            if crossover(self.a, self.b):
                self.buy()
            elif crossover(self.b, self.a):
                self.position.close()

    minutes = frame("W1")
    report("W1", lambda: Backtest(minutes, Cross, cash=100_000, commission=0.001).run(), bars=len(minutes))
    days = frame("W3")

    def grid():
        test = Backtest(days, Cross, cash=100_000, commission=0.001)
        for fast in range(2, 12):
            test.run(fast=fast, slow=3 * fast)

    report("W3", grid, backtests=10)


def run_vectorbt():
    import vectorbt as vbt

    def portfolio(bars, fast, slow, freq):
        # decided at the close, filled at the next open
        entries = fast.ma_crossed_above(slow).vbt.signals.fshift(1)
        exits = fast.ma_crossed_below(slow).vbt.signals.fshift(1)
        terms = {"price": bars["Open"], "fees": 0.001, "init_cash": 100_000, "freq": freq}
        return vbt.Portfolio.from_signals(bars["Close"], entries, exits, **terms)

    minutes = frame("W1")

    def cross():
        fast, slow = vbt.MA.run(minutes["Close"], 10), vbt.MA.run(minutes["Close"], 30)
        run = portfolio(minutes, fast, slow, "1min")
        run.stats()
        return run.trades.records

    report("W1", cross, bars=len(minutes))
    days = frame("W3")

    def grid():
        fast, slow = vbt.MA.run_combs(days["Close"], window=list(range(2, 143)), r=2, short_names=["fast", "slow"])
        run = portfolio(days, fast, slow, "1D")
        return run.total_return(), run.sharpe_ratio(), run.max_drawdown(), run.trades.win_rate()

    report("W3", grid, backtests=141 * 140 // 2)


{"backtesting": run_backtesting, "vectorbt": run_vectorbt}[peer]()
