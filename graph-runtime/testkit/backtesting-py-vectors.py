# Writes backtesting-py-vectors.json: a run of backtesting.py on synthetic bars, its equity, trades and statistics.
# Run: pip install backtesting pandas numpy && python backtesting-py-vectors.py
import json
import warnings

import backtesting
import numpy as np
import pandas as pd
from backtesting import Backtest, Strategy
from backtesting.lib import crossover

warnings.filterwarnings("ignore")
rng = np.random.default_rng(7)
n = 900
close = np.round(100 * np.cumprod(1 + rng.normal(0.0004, 0.013, n)), 2)
open_ = np.round(np.r_[100, close[:-1]] * (1 + rng.normal(0, 0.003, n)), 2)
high = np.round(np.maximum(open_, close) * (1 + np.abs(rng.normal(0, 0.004, n))), 2)
low = np.round(np.minimum(open_, close) * (1 - np.abs(rng.normal(0, 0.004, n))), 2)
index = pd.bdate_range("2018-01-01", periods=n)
data = pd.DataFrame({"Open": open_, "High": high, "Low": low, "Close": close, "Volume": 1000}, index=index)


class Cross(Strategy):
    def init(self):
        mean = lambda values, k: pd.Series(values).rolling(k).mean()
        self.fast = self.I(mean, self.data.Close, 10)
        self.slow = self.I(mean, self.data.Close, 30)

    def next(self):
        if crossover(self.fast, self.slow):
            self.position.close()
            self.buy()
        elif crossover(self.slow, self.fast):
            self.position.close()
            self.sell()


stats = Backtest(data, Cross, cash=10_000, commission=0.002, finalize_trades=True).run()
trades = stats["_trades"]
plain = lambda x: x.total_seconds() / 86400 if isinstance(x, pd.Timedelta) else float(x)
names = [k for k in stats.index if not k.startswith("_") and k not in ("Start", "End")]
json.dump(
    {
        "version": backtesting.__version__,
        "time": [int(t.timestamp() * 1000) for t in index],
        "close": close.tolist(),
        "equity": stats["_equity_curve"]["Equity"].tolist(),
        "trades": [
            {
                "size": int(t.Size),
                "entryBar": int(t.EntryBar),
                "exitBar": int(t.ExitBar),
                "profit": float(t.PnL),
                "profitReturn": float(t.ReturnPct),
            }
            for t in trades.itertuples()
        ],
        "statistics": {k: plain(stats[k]) for k in names},
    },
    open("backtesting-py-vectors.json", "w"),
)
