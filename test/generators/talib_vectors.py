"""Writes test/golden/ta: series.json, functions.json and one file of vectors per TA-Lib function.

    python3 -m venv venv && venv/bin/pip install "TA-Lib==0.6.8" && venv/bin/python test/generators/talib_vectors.py

Every parameter is explicit (TA-Lib 0.8 changed defaults), the unstable period is 0, numbers carry 13 digits.
Candlestick patterns are looked for in short seeded segments of whole-number bars, made by the same generator in
test/golden/ta/pattern-bars.ts, so that only the seeds and the hits need to be kept.
"""
import json, math, os
import numpy as np
import talib
from talib import abstract

HERE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "golden", "ta")
VERSION = talib.__ta_version__.decode().split(" ")[0]
BARS = 260


class Lcg:
    def __init__(self, seed):
        self.state = seed & 0xFFFFFFFF

    def next(self):
        self.state = (self.state * 1664525 + 1013904223) & 0xFFFFFFFF
        return self.state / 4294967296


def smooth_series():
    r = Lcg(20260101)
    price = 50.0
    rows = []
    for i in range(BARS):
        drift = 0.004 * math.sin(i / 17) + 0.002 * math.sin(i / 5.3)
        o = price * (1 + (r.next() - 0.5) * 0.004)
        c = o * (1 + drift + (r.next() + r.next() - 1) * 0.01)
        h = max(o, c) * (1 + r.next() * 0.006)
        l = min(o, c) * (1 - r.next() * 0.006)
        rows.append([round(x, 4) for x in (o, h, l, c)] + [round(1000 + r.next() * 9000)])
        price = c
    return rows


def jumpy_series():
    """Gaps, ties, bars without range, bars without volume."""
    r = Lcg(77)
    price = 20.0
    rows = []
    for i in range(BARS):
        o = max(2.0, price + (r.next() - 0.5) * (6 if r.next() < 0.1 else 0.8))
        c = max(2.0, o + (r.next() - 0.5) * 1.6)
        h = max(o, c) + r.next() * 0.7
        l = max(1.0, min(o, c) - r.next() * 0.7)
        o, h, l, c = (round(x, 1) for x in (o, h, l, c))
        if i % 37 in (5, 6):
            o = h = l = c
        volume = 0 if i % 41 == 9 else round(r.next() * 500)
        rows.append([o, h, l, c, volume])
        price = c
    return rows


def columns(rows):
    o, h, l, c, v = (np.array(x, dtype=float) for x in zip(*rows))
    n = len(rows)
    other = np.round(30 + 5 * np.sin(np.arange(n) / 9) + 0.3 * c, 4)
    unit = np.round(np.cos(np.arange(n) * 0.7) * 0.99, 6)
    periods = np.array([2 + (i * 7) % 31 for i in range(n)], dtype=float)
    return dict(open=o, high=h, low=l, close=c, volume=v, other=other, unit=unit, periods=periods)


SERIES = {"smooth": columns(smooth_series()), "jumpy": columns(jumpy_series())}

MA = {"SMA": 0, "EMA": 1, "WMA": 2, "DEMA": 3, "TEMA": 4, "TRIMA": 5, "KAMA": 6, "T3": 8}
LENGTHS = [{"timeperiod": 14}, {"timeperiod": 5}]
HLC = ["high", "low", "close"]
CASES = {
    "MA": [{"timeperiod": 10, "matype": t} for t in MA.values()],
    "BBANDS": [
        {"timeperiod": 20, "nbdevup": 2.0, "nbdevdn": 2.0, "matype": 0},
        {"timeperiod": 7, "nbdevup": 1.5, "nbdevdn": 2.5, "matype": 1},
        {"timeperiod": 9, "nbdevup": 1.0, "nbdevdn": 1.0, "matype": 4},
    ],
    "T3": [{"timeperiod": 5, "vfactor": 0.7}, {"timeperiod": 3, "vfactor": 0.2}],
    "KAMA": [{"timeperiod": 30}, {"timeperiod": 4}],
    "MAMA": [{"fastlimit": 0.5, "slowlimit": 0.05}, {"fastlimit": 0.8, "slowlimit": 0.2}],
    "MAVP": [{"minperiod": 2, "maxperiod": 30, "matype": 0}, {"minperiod": 5, "maxperiod": 12, "matype": 0}],
    "SAR": [{"acceleration": 0.02, "maximum": 0.2}, {"acceleration": 0.05, "maximum": 0.1}],
    "SAREXT": [
        dict(startvalue=0.0, offsetonreverse=off, accelerationinitlong=a, accelerationlong=a, accelerationmaxlong=m,
             accelerationinitshort=b, accelerationshort=b, accelerationmaxshort=m)
        for off, a, b, m in ((0.0, 0.02, 0.02, 0.2), (0.01, 0.03, 0.05, 0.15))
    ],
    "APO": [{"fastperiod": 12, "slowperiod": 26, "matype": 0}, {"fastperiod": 5, "slowperiod": 9, "matype": 1}],
    "PPO": [{"fastperiod": 12, "slowperiod": 26, "matype": 1}, {"fastperiod": 5, "slowperiod": 9, "matype": 0}],
    "MACD": [{"fastperiod": 12, "slowperiod": 26, "signalperiod": 9}, {"fastperiod": 3, "slowperiod": 7, "signalperiod": 4}],
    "MACDEXT": [
        dict(fastperiod=12, fastmatype=0, slowperiod=26, slowmatype=0, signalperiod=9, signalmatype=1),
        dict(fastperiod=4, fastmatype=2, slowperiod=9, slowmatype=2, signalperiod=3, signalmatype=0),
    ],
    "MACDFIX": [{"signalperiod": 9}],
    "STOCH": [
        dict(fastk_period=14, slowk_period=3, slowk_matype=0, slowd_period=3, slowd_matype=0),
        dict(fastk_period=5, slowk_period=4, slowk_matype=1, slowd_period=2, slowd_matype=2),
    ],
    "STOCHF": [dict(fastk_period=14, fastd_period=3, fastd_matype=0), dict(fastk_period=5, fastd_period=4, fastd_matype=1)],
    "STOCHRSI": [
        dict(timeperiod=14, fastk_period=14, fastd_period=3, fastd_matype=0),
        dict(timeperiod=5, fastk_period=8, fastd_period=2, fastd_matype=1),
    ],
    "ULTOSC": [
        dict(timeperiod1=7, timeperiod2=14, timeperiod3=28),
        dict(timeperiod1=9, timeperiod2=3, timeperiod3=5),
    ],
    "ADOSC": [{"fastperiod": 3, "slowperiod": 10}, {"fastperiod": 6, "slowperiod": 4}],
    "STDDEV": [{"timeperiod": 20, "nbdev": 1.0}, {"timeperiod": 5, "nbdev": 2.5}],
    "VAR": [{"timeperiod": 20, "nbdev": 1.0}, {"timeperiod": 5, "nbdev": 1.0}],
}
UNIT = {"ACOS", "ASIN", "ATAN", "COS", "COSH", "EXP", "SIN", "SINH", "TAN", "TANH"}
INPUTS = {"MAVP": ["close", "periods"], "BETA": ["other", "close"], "CORREL": ["close", "other"],
          "OBV": ["close", "volume"], "ADD": ["close", "other"], "SUB": ["close", "other"],
          "MULT": ["close", "other"], "DIV": ["close", "other"]}


def inputs_of(name):
    if name in INPUTS:
        return INPUTS[name]
    if name in UNIT:
        return ["unit"]
    names = abstract.Function(name).input_names
    flat = []
    for key, value in names.items():
        flat += list(value) if isinstance(value, (list, tuple)) else [value]
    return flat


def number(x):
    return int(x) if float(x).is_integer() and abs(x) < 1e15 else float(f"{x:.13g}")


def write(name, value):
    with open(os.path.join(HERE, name), "w") as f:
        json.dump(value, f, separators=(",", ":"))
        f.write("\n")


def write_function(name):
    function = getattr(talib, name)
    info = abstract.Function(name)
    cases = CASES.get(name) or (LENGTHS if "timeperiod" in info.parameters else [{}])
    names = inputs_of(name)
    out = []
    for rank, params in enumerate(cases):
        for series in (["smooth", "jumpy"] if len(cases) <= 2 and rank == 0 else [["smooth", "jumpy"][rank % 2]]):
            arrays = [SERIES[series][n] for n in names]
            result = function(*arrays, **params)
            result = result if isinstance(result, tuple) else (result,)
            known = abstract.Function(name)
            if params:
                known.set_parameters(params)
            lookback = known.lookback
            out.append({
                "series": series, "params": params, "lookback": lookback,
                "outputs": {key: [number(x) for x in values[lookback:]] for key, values in zip(info.output_names, result)},
            })
    write(f"{name}.json", {"function": name, "group": info.info["group"], "talib": VERSION, "inputs": names, "cases": out})


# ---- candlestick patterns -------------------------------------------------------------------------------------------
SEGMENT = 40


def pattern_bars(seed):
    """Whole-number bars that gap, stall and reverse often. The same as patternBars in test/golden/ta/pattern-bars.ts."""
    r = Lcg(seed)
    pick = lambda n: int(r.next() * n)
    bodies = [0, 0, 1, 2, 3, 6, 10, 20, 40, 60]
    shadows = [0, 0, 0, 0, 1, 2, 5, 12, 25]
    gaps = [0, 0, 0, -1, 1, -3, 3, -8, 8, -20, 20, -45, 45]
    trend = 0
    close, rows = 1000, []
    for i in range(SEGMENT):
        if i % 5 == 0:
            trend = pick(3) - 1
        o = close + gaps[pick(len(gaps))]
        sign = trend if trend != 0 and r.next() < 0.75 else (1 if r.next() < 0.5 else -1)
        c = o + sign * bodies[pick(len(bodies))]
        h = max(o, c) + shadows[pick(len(shadows))]
        l = min(o, c) - shadows[pick(len(shadows))]
        rows.append((o, h, l, c))
        close = c
    return [np.array(x, dtype=float) for x in zip(*rows)]


def write_patterns(names):
    wanted = {n: [] for n in names}
    signs = {n: set() for n in names}
    options = lambda n: {"penetration": 0.5 if n in ("CDLDARKCLOUDCOVER", "CDLMATHOLD") else 0.3} \
        if "penetration" in abstract.Function(n).parameters else {}
    seed = 0
    while seed < 400000 and any(len(w) < 6 for w in wanted.values()):
        seed += 1
        bars = pattern_bars(seed)
        for n in names:
            if len(wanted[n]) >= 6:
                continue
            result = getattr(talib, n)(*bars, **options(n))
            hits = [[int(i), int(result[i])] for i in np.nonzero(result)[0]]
            kinds = {h[1] for h in hits}
            if hits and (len(wanted[n]) < 4 or kinds - signs[n]):
                signs[n] |= kinds
                wanted[n].append({"seed": seed, "hits": hits})
        if seed > 60000 and all(len(w) >= 1 for w in wanted.values()):
            break
    for n in names:
        real = []
        for series in SERIES:
            cols = SERIES[series]
            result = getattr(talib, n)(cols["open"], cols["high"], cols["low"], cols["close"], **options(n))
            real.append({"series": series, "hits": [[int(i), int(result[i])] for i in np.nonzero(result)[0]]})
        info = abstract.Function(n)
        write(f"{n}.json", {"function": n, "group": "Pattern Recognition", "talib": VERSION, "params": options(n),
                            "lookback": info.lookback, "segments": wanted[n], "series": real})
        print(n, len(wanted[n]), sorted(signs[n]))


def main():
    os.makedirs(HERE, exist_ok=True)
    functions = sorted(talib.get_functions())
    write("functions.json", {"talib": VERSION, "functions": functions})
    write("series.json", {s: {k: [number(x) for x in v] for k, v in c.items()} for s, c in SERIES.items()})
    for name in functions:
        if not name.startswith("CDL"):
            write_function(name)
    write_patterns([n for n in functions if n.startswith("CDL")])


if __name__ == "__main__":
    main()
