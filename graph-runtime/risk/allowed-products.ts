import type { Product } from "../market/product.ts";
import type { RiskRule } from "./risk-rule.ts";

const names: Readonly<Record<Product, string>> = { share: "shares", future: "futures", perpetual: "perpetuals" };

/** Entries in some kinds of instruments only. */
export function allowedProducts(products: readonly Product[]): RiskRule {
  return ({ product }) => (products.includes(product) ? null : `${names[product]} are not allowed`);
}
