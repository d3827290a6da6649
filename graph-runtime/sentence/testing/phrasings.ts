/** What is said, and how the strategy that it means reads. Each reading was held line by line against the English. */
type Phrasing = readonly [text: string, reading: readonly string[]];

const buy = (condition: string): string => `Buy 100 % of equity, at the next open when ${condition}.`;
const sell = (condition: string): string => `Close 100 % of the position, at the next open when ${condition}.`;

export const phrasings: readonly Phrasing[] = [
  [
    "buy when the 10 day average crosses above the 30 day, sell on the reverse, stop 5 %",
    [
      buy("(SMA 10 of close crosses above SMA 30 of close)"),
      sell("(SMA 10 of close crosses below SMA 30 of close)"),
      "Stop loss 5 % from the entry price.",
    ],
  ],
  [
    "Buy when the 10-day SMA crosses above the 30-day SMA and sell when it crosses back below.",
    [buy("(SMA 10 of close crosses above SMA 30 of close)"), sell("(SMA 10 of close crosses below SMA 30 of close)")],
  ],
  [
    "buy when the 50 day moving average crosses over the 200 day moving average",
    [buy("(SMA 50 of close crosses above SMA 200 of close)")],
  ],
  [
    "Buy on a golden cross, sell on a death cross",
    [buy("(SMA 50 of close crosses above SMA 200 of close)"), sell("(SMA 50 of close crosses below SMA 200 of close)")],
  ],
  [
    "go long when EMA 20 crosses above EMA 50, exit on the opposite signal",
    [buy("(EMA 20 of close crosses above EMA 50 of close)"), sell("(EMA 20 of close crosses below EMA 50 of close)")],
  ],
  [
    "Buy when EMA(12) > EMA(26); sell when EMA(12) < EMA(26)",
    [buy("(EMA 12 of close is above EMA 26 of close)"), sell("(EMA 12 of close is below EMA 26 of close)")],
  ],
  [
    "buy when RSI is below 30 and sell when RSI is above 70",
    [buy("(RSI 14 of close is below 30)"), sell("(RSI 14 of close is above 70)")],
  ],
  [
    "buy when RSI(2) falls below 10, sell when it rises above 60",
    [buy("(RSI 2 of close crosses below 10)"), sell("(RSI 2 of close crosses above 60)")],
  ],
  [
    "buy if the 14 day RSI is oversold, exit when overbought",
    [buy("(RSI 14 of close is below 30)"), sell("(RSI 14 of close is above 70)")],
  ],
  [
    "Buy when RSI is oversold and exit when RSI is overbought",
    [buy("(RSI 14 of close is below 30)"), sell("(RSI 14 of close is above 70)")],
  ],
  [
    "buy when the price is above the 200 day average and RSI 4 is below 25, sell when RSI 4 is above 60, stop loss 8%",
    [
      buy("((close is above SMA 200 of close) and (RSI 4 of close is below 25))"),
      sell("(RSI 4 of close is above 60)"),
      "Stop loss 8 % from the entry price.",
    ],
  ],
  [
    "buy when MACD crosses above its signal line, sell when it crosses below",
    [
      buy("(MACD 12/26/9 of close crosses above MACD 12/26/9 signal of close)"),
      sell("(MACD 12/26/9 of close crosses below MACD 12/26/9 signal of close)"),
    ],
  ],
  [
    "buy when the MACD histogram turns positive, sell when the MACD histogram turns negative",
    [
      buy("(MACD 12/26/9 histogram of close crosses above 0)"),
      sell("(MACD 12/26/9 histogram of close crosses below 0)"),
    ],
  ],
  [
    "buy when MACD(8,21,5) crosses above the signal line, sell on the reverse",
    [
      buy("(MACD 8/21/5 of close crosses above MACD 8/21/5 signal of close)"),
      sell("(MACD 8/21/5 of close crosses below MACD 8/21/5 signal of close)"),
    ],
  ],
  ["buy when MACD is positive", [buy("(MACD 12/26/9 of close is above 0)")]],
  [
    "Buy when the price closes below the lower Bollinger band, sell at the middle band",
    [
      buy("(close is below Bollinger bands 20, 2 lower of close)"),
      sell("(close is at or above Bollinger bands 20, 2 middle of close)"),
    ],
  ],
  [
    "Buy when the price closes below the lower Bollinger band, sell when it closes above the middle band",
    [
      buy("(close is below Bollinger bands 20, 2 lower of close)"),
      sell("(close is above Bollinger bands 20, 2 middle of close)"),
    ],
  ],
  [
    "buy when the close crosses above the upper bollinger band (20, 2), exit when the close crosses below the middle band",
    [
      buy("(close crosses above Bollinger bands 20, 2 upper of close)"),
      sell("(close crosses below Bollinger bands 20, 2 middle of close)"),
    ],
  ],
  [
    "buy when price touches the lower Bollinger band, exit when price touches the upper Bollinger band",
    [
      buy("(low is at or below Bollinger bands 20, 2 lower of close)"),
      sell("(high is at or above Bollinger bands 20, 2 upper of close)"),
    ],
  ],
  [
    "buy when the price breaks above the highest high of 20 days, sell when it breaks below the lowest low of 10 days",
    [
      buy("(close crosses above ((highest high of 20 bars) 1 bar ago))"),
      sell("(close crosses below ((lowest low of 10 bars) 1 bar ago))"),
    ],
  ],
  [
    "buy when price makes a new 55 day high, sell when price makes a new 20 day low, stop 2 ATR",
    [
      buy("(close is above ((highest high of 55 bars) 1 bar ago))"),
      sell("(close is below ((lowest low of 20 bars) 1 bar ago))"),
      "Stop loss (ATR 14 of high, low, close x 2) points from the entry price.",
    ],
  ],
  ["buy on a break of the 20 day high", [buy("(close crosses above ((highest high of 20 bars) 1 bar ago))")]],
  [
    "buy when the close is above the upper Donchian channel of 20 days, sell when the close is below the lower Donchian channel of 10 days",
    [
      buy("(close is above (Donchian 20 upper of high, low 1 bar ago))"),
      sell("(close is below (Donchian 10 lower of high, low 1 bar ago))"),
    ],
  ],
  [
    "buy when the price crosses above the 200 day moving average and sell when it falls below",
    [buy("(close crosses above SMA 200 of close)"), sell("(close crosses below SMA 200 of close)")],
  ],
  [
    "sell short when the 10 day average crosses below the 30 day, cover on the reverse",
    [
      "Sell short 100 % of equity, at the next open when (SMA 10 of close crosses below SMA 30 of close).",
      sell("(SMA 10 of close crosses above SMA 30 of close)"),
    ],
  ],
  [
    "buy when the 10 day average crosses above the 30 day and go short on the reverse",
    [
      buy("(SMA 10 of close crosses above SMA 30 of close)"),
      "Sell short 100 % of equity, at the next open when (SMA 10 of close crosses below SMA 30 of close).",
    ],
  ],
  [
    "buy when RSI is below 30, take profit at 10 %, stop loss at 5 %",
    [
      buy("(RSI 14 of close is below 30)"),
      "Take profit 10 % from the entry price.",
      "Stop loss 5 % from the entry price.",
    ],
  ],
  [
    "buy when RSI is below 30 with a 5% stop and a 10% target",
    [
      buy("(RSI 14 of close is below 30)"),
      "Stop loss 5 % from the entry price.",
      "Take profit 10 % from the entry price.",
    ],
  ],
  [
    "buy when close crosses above the 50 day ema, trailing stop 8 %",
    [buy("(close crosses above EMA 50 of close)"), "Trailing stop 8 % from the best price."],
  ],
  [
    "buy when close crosses above the 50 day ema, trail by 3 ATR",
    [
      buy("(close crosses above EMA 50 of close)"),
      "Trailing stop (ATR 14 of high, low, close x 3) points from the best price.",
    ],
  ],
  [
    "buy when RSI is below 30, sell after 10 days",
    [buy("(RSI 14 of close is below 30)"), sell("(bars held is at or above 10)")],
  ],
  [
    "buy when RSI is below 30 and hold for 5 days",
    [buy("(RSI 14 of close is below 30)"), sell("(bars held is at or above 5)")],
  ],
  ["buy at 9:30, sell at 15:15", [buy("between 09:30 and 24:00"), sell("between 15:15 and 24:00")]],
  [
    "buy when the price is above the 20 period average between 9:30 and 11:00, exit at 3:15 pm on 5 minute bars",
    [buy("((close is above SMA 20 of close) and between 09:30 and 11:00)"), sell("between 15:15 and 24:00")],
  ],
  [
    "buy with 50 % of equity when RSI is below 30",
    ["Buy 50 % of equity, at the next open when (RSI 14 of close is below 30)."],
  ],
  ["buy 100 shares when RSI is below 30", ["Buy 100 units, at the next open when (RSI 14 of close is below 30)."]],
  [
    "buy $5,000 of AAPL when RSI is below 30",
    ["Buy 5000 of money, at the next open when (RSI 14 of close is below 30)."],
  ],
  [
    "Risk 1 % of equity per trade. Buy when price breaks the 20 day high. Stop 2 ATR.",
    [
      "Buy 1 % of equity at risk to the stop, at the next open when (close crosses above ((highest high of 20 bars) 1 bar ago)).",
      "Stop loss (ATR 14 of high, low, close x 2) points from the entry price.",
    ],
  ],
  [
    "buy SPY when the close is above the 200 day average, sell when the close is below the 200 day average",
    [buy("(close is above SMA 200 of close)"), sell("(close is below SMA 200 of close)")],
  ],
  ["buy every monday, sell on friday", [buy("on monday"), sell("on friday")]],
  [
    "buy on the first day of the month, sell after 3 days",
    [buy("on bar 1 of each month"), sell("(bars held is at or above 3)")],
  ],
  [
    "buy when the stock falls 5 % in 3 days, sell when it is up 5% or after 10 days",
    [
      buy("(close is down by 5 % over 3 bars)"),
      sell("((close is up by 5 % over 1 bar) or (bars held is at or above 10))"),
    ],
  ],
  [
    "buy when volume is above 2 times its 20 day average and price is rising",
    [buy("((volume is above (SMA 20 of volume x 2)) and (close is rising for 1 bar))")],
  ],
  [
    "buy when volume is above 1.5 times the average volume and the price closes above yesterday's high",
    [buy("((volume is above (SMA 20 of volume x 1.5)) and (close is above (high 1 bar ago)))")],
  ],
  [
    "buy when the Supertrend turns up, sell when the Supertrend turns down",
    [buy("Supertrend 10, 3 rising of high, low, close"), sell("(not Supertrend 10, 3 rising of high, low, close)")],
  ],
  [
    "buy when the supertrend turns bullish and exit on the reverse",
    [buy("Supertrend 10, 3 rising of high, low, close"), sell("(not Supertrend 10, 3 rising of high, low, close)")],
  ],
  [
    "buy when ADX is above 25 and price is above the 50 day ema",
    [buy("((ADX 14 of high, low, close is above 25) and (close is above EMA 50 of close))")],
  ],
  [
    "buy when the stochastic crosses above 20, sell when the stochastic crosses below 80",
    [
      buy("(Stochastic 14/3/3 %k of high, low, close crosses above 20)"),
      sell("(Stochastic 14/3/3 %k of high, low, close crosses below 80)"),
    ],
  ],
  [
    "buy when %K crosses above %D",
    [buy("(Stochastic 14/3/3 %k of high, low, close crosses above Stochastic 14/3/3 %d of high, low, close)")],
  ],
  [
    "buy when stochastic crosses above its signal line",
    [buy("(Stochastic 14/3/3 %k of high, low, close crosses above Stochastic 14/3/3 %d of high, low, close)")],
  ],
  ["buy when RSI is between 40 and 60", [buy("(RSI 14 of close is inside 40 to 60)")]],
  ["buy when the price is above VWAP on 15 minute bars", [buy("(close is above (the VWAP of the day))")]],
  [
    "buy when (RSI is below 30 or CCI is below -100) and price is above the 200 day sma",
    [
      buy(
        "(((RSI 14 of close is below 30) or (CCI 20 of high, low, close is below -100)) and (close is above SMA 200 of close))",
      ),
    ],
  ],
  [
    "buy when RSI is below 30 or when the price falls below the lower band",
    [buy("((RSI 14 of close is below 30) or (close crosses below Bollinger bands 20, 2 lower of close))")],
  ],
  [
    "I want to buy when RSI drops below 30 and then sell when RSI goes above 70 please",
    [buy("(RSI 14 of close crosses below 30)"), sell("(RSI 14 of close crosses above 70)")],
  ],
  [
    "sell half when RSI is above 70",
    ["Close 50 % of the position, at the next open when (RSI 14 of close is above 70)."],
  ],
  ["buy when close > sma(200)", [buy("(close is above SMA 200 of close)")]],
  [
    "buy when price falls for 3 days in a row, sell when price rises",
    [buy("(close is falling for 3 bars)"), sell("(close is rising for 1 bar)")],
  ],
  [
    "buy when the 50 SMA is above the 200 SMA, sell when the 50 SMA is below the 200 SMA",
    [buy("(SMA 50 of close is above SMA 200 of close)"), sell("(SMA 50 of close is below SMA 200 of close)")],
  ],
  ["buy when williams %r is oversold", [buy("(Williams %R 14 of high, low, close is below -80)")]],
  [
    "Buy when the RSI falls below 30, sell at 10% profit or a 5 % loss",
    [
      buy("(RSI 14 of close crosses below 30)"),
      "Take profit 10 % from the entry price.",
      "Stop loss 5 % from the entry price.",
    ],
  ],
  [
    "Buy when the RSI falls below 30, sell at 10% profit",
    [buy("(RSI 14 of close crosses below 30)"), "Take profit 10 % from the entry price."],
  ],
  ["buy when close is greater than the 20 week average", [buy("(close is above SMA 100 of close)")]],
  [
    "go long when the 20 day hull average is rising and exit when it is falling",
    [buy("(Hull 20 of close is rising for 1 bar)"), sell("(Hull 20 of close is falling for 1 bar)")],
  ],
  [
    "short when RSI is above 70, cover when RSI is below 50",
    [
      "Sell short 100 % of equity, at the next open when (RSI 14 of close is above 70).",
      sell("(RSI 14 of close is below 50)"),
    ],
  ],
  ["buy when 10 day average crosses 30 day average", [buy("(SMA 10 of close crosses above SMA 30 of close)")]],
  [
    "buy when the ten day average crosses above the thirty day average",
    [buy("(SMA 10 of close crosses above SMA 30 of close)")],
  ],
  [
    "enter long when close crosses over vwap, exit when close crosses under vwap",
    [buy("(close crosses above (the VWAP of the day))"), sell("(close crosses below (the VWAP of the day))")],
  ],
  ["buy if price drops 3% today", [buy("(close is down by 3 % over 1 bar)")]],
  [
    "buy when z-score is below -2, sell when z-score is above 0",
    [buy("(Z-score 20 of close is below -2)"), sell("(Z-score 20 of close is above 0)")],
  ],
  ["buy when the close is above the previous high", [buy("(close is above (high 1 bar ago))")]],
  [
    "buy on the first day of the month if price is above the 200 day average",
    [buy("((bar is at or below 1) and (close is above SMA 200 of close))")],
  ],
  [
    "buy every monday when price is above the 50 day average",
    [buy("(on monday and (close is above SMA 50 of close))")],
  ],
  [
    "buy when SMA50 crosses above SMA200 and RSI14 > 50; sell when SMA50 crosses below SMA200; SL 4%; TP 12%",
    [
      buy("((SMA 50 of close crosses above SMA 200 of close) and (RSI 14 of close is above 50))"),
      sell("(SMA 50 of close crosses below SMA 200 of close)"),
      "Stop loss 4 % from the entry price.",
      "Take profit 12 % from the entry price.",
    ],
  ],
  [
    "buy when the price is above 100, sell when price is under 90.5",
    [buy("(close is above 100)"), sell("(close is below 90.5)")],
  ],
  ["buy when the ema crosses above the sma", [buy("(EMA 20 of close crosses above SMA 20 of close)")]],
  ["buy when the price is above the 20 day ema of volume", [buy("(close is above EMA 20 of volume)")]],
  ["buy if the close is not above the 20 day average", [buy("(close is at or below SMA 20 of close)")]],
  [
    "Sell when the 20 day average crosses below the 50 day average",
    [sell("(SMA 20 of close crosses below SMA 50 of close)")],
  ],
  ["buy and hold", [buy("(close is above 0)")]],
];

/** Texts of which a part is not understood: the reading of the rest, and the words that are left over. */
export const partlyUnderstood: readonly (readonly [text: string, reading: readonly string[], unknown: string])[] = [
  [
    "buy when price rises above the 20 day average for the moon is full",
    [buy("(close crosses above SMA 20 of close)")],
    "for moon is full",
  ],
  ["buy when the moon is full", [buy("...")], "when moon is full"],
  ["colourless green ideas sleep furiously", [], "colourless green ideas sleep furiously"],
  [
    "buy when the 0 day average crosses above the 99999 day average",
    [buy("...")],
    "when 0 day average crosses above 99999 day average",
  ],
];
