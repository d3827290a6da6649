# Writes statistics-vectors.json: a daily equity curve, a benchmark, and their statistics by numpy, scipy and empyrical.
# Run: pip install numpy scipy pandas empyrical-reloaded && python statistics-vectors.py
import json
import empyrical as ep
import numpy as np
import pandas as pd
from scipy import stats

rng = np.random.default_rng(20240229)
n = 757
dates = pd.bdate_range("2019-01-02", periods=n)
bench_r = rng.standard_t(4, n - 1) * 0.008 + 0.0004
own_r = 0.6 * bench_r + rng.standard_t(5, n - 1) * 0.006 + 0.0003
bench = np.round(200 * np.cumprod(np.r_[1, 1 + bench_r]), 4)
equity = np.round(100_000 * np.cumprod(np.r_[1, 1 + own_r]), 2)

r = pd.Series(np.diff(equity) / equity[:-1])
b = pd.Series(np.diff(bench) / bench[:-1])
N, rf, mar = 252, 0.02 / 252, 0.03 / 252
days = (dates[-1] - dates[0]).days
top = np.maximum.accumulate(equity)
dd = 1 - equity / top
episodes, depth = [], 0.0
for value in dd[1:]:
    if value == 0:
        if depth > 0:
            episodes.append(depth)
        depth = 0.0
    depth = max(depth, value)
if depth > 0:
    episodes.append(depth)
var95, var99 = np.percentile(r, 5), np.percentile(r, 1)
beta = np.cov(r, b, ddof=1)[0, 1] / np.var(b, ddof=1)
sr = (r.mean() - rf) / r.std(ddof=1)
g3, g4 = stats.skew(r), stats.kurtosis(r, fisher=False)
v = (1 - g3 * sr + (g4 - 1) / 4 * sr**2) / (n - 2)
trials = 45
lucky = np.sqrt(v) * (
    (1 - np.euler_gamma) * stats.norm.ppf(1 - 1 / trials) + np.euler_gamma * stats.norm.ppf(1 - 1 / (trials * np.e))
)
expected = {
    "net-profit": equity[-1] - 100_000,
    "total-return": equity[-1] / 100_000 - 1,
    "cagr": (equity[-1] / 100_000) ** (365.25 / days) - 1,
    "volatility": ep.annual_volatility(r),
    "sharpe": ep.sharpe_ratio(r, risk_free=rf),
    "sortino": ep.sortino_ratio(r, required_return=mar),
    "calmar": ((equity[-1] / 100_000) ** (365.25 / days) - 1) / dd.max(),
    "max-drawdown": -ep.max_drawdown(r),
    "max-drawdown-amount": (top - equity).max(),
    "average-drawdown": np.mean(episodes),
    "ulcer-index": np.sqrt(np.mean(dd**2)),
    "historical-var-95": var95,
    "historical-var-99": var99,
    "historical-cvar-95": r[r <= var95].mean(),
    "historical-cvar-99": r[r <= var99].mean(),
    "parametric-var-95": stats.norm.ppf(0.05, r.mean(), r.std(ddof=1)),
    "parametric-var-99": stats.norm.ppf(0.01, r.mean(), r.std(ddof=1)),
    "parametric-cvar-95": r.mean() - r.std(ddof=1) * stats.norm.pdf(stats.norm.ppf(0.05)) / 0.05,
    "parametric-cvar-99": r.mean() - r.std(ddof=1) * stats.norm.pdf(stats.norm.ppf(0.01)) / 0.01,
    "skew": g3,
    "kurtosis": g4,
    "tail-ratio": ep.tail_ratio(r),
    "stability": ep.stability_of_timeseries(r),
    "best-session": r.max(),
    "worst-session": r.min(),
    "winning-sessions": (r > 0).sum() / (r != 0).sum(),
    "benchmark-return": bench[-1] / bench[0] - 1,
    "benchmark-drawdown": -ep.max_drawdown(b),
    "beta": ep.beta(r, b),
    "alpha": (r.mean() - rf - beta * (b.mean() - rf)) * N,
    "correlation": np.corrcoef(r, b)[0, 1],
    "r-squared": stats.linregress(b, r).rvalue ** 2,
    "tracking-error": (r - b).std(ddof=1) * np.sqrt(N),
    "information-ratio": ep.excess_sharpe(r, b) * np.sqrt(N),
    "treynor": (r.mean() - rf) * N / beta,
    "t-statistic": stats.ttest_1samp(r, 0).statistic,
    "p-value": stats.ttest_1samp(r, 0).pvalue,
    "probabilistic-sharpe": stats.norm.cdf(sr / np.sqrt(v)),
    "deflated-sharpe": stats.norm.cdf((sr - lucky) / np.sqrt(v)),
}
# empyrical has its own annualisation of the threshold of omega, so that one is stated directly.
above = np.clip(r - mar, 0, None).sum()
below = np.clip(mar - r, 0, None).sum()
expected["omega"] = above / below
json.dump(
    {
        "riskFreeRate": 0.02,
        "minimumReturn": 0.03,
        "trials": trials,
        "time": [int(d.timestamp() * 1000) for d in dates],
        "equity": equity.tolist(),
        "benchmark": bench.tolist(),
        "expected": {k: float(x) for k, x in expected.items()},
    },
    open("statistics-vectors.json", "w"),
)
