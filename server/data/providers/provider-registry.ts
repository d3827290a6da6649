import { alphaVantage } from "./alpha-vantage/alpha-vantage.ts";
import { binance } from "./binance/binance.ts";
import type { DataProvider } from "./data-provider.ts";
import { yahoo } from "./yahoo/yahoo.ts";

/** Every provider of bars: a line for each folder beside this file. */
export const dataProviders: readonly DataProvider[] = [binance(), yahoo(), alphaVantage()];
