type Saying = readonly [sign: RegExp, words: string];

/** What brokers say when they refuse, and what it means for a person. */
const sayings: readonly Saying[] = [
  [
    /insufficient qty/i,
    "What is held there is promised to another order already. Take that one back, or wait until it is gone.",
  ],
  [
    /base_price|as a pair/i,
    "Stop and target were not taken as one order, most often because the price had passed one of them. They go on one by one: the stop at the broker, the target watched here.",
  ],
  [
    /insufficient|margin|buying power|funds/i,
    "There is not enough free money on the account. Add funds, or let the run use less capital.",
  ],
  [/session|token|unauthori[sz]ed|403|401/i, "The login at the broker is over. Connect the account again."],
  [/freeze|quantity.*(exceed|above)|max(imum)? quantity/i, "The exchange takes less at once. Make the order smaller."],
  [/tick|multiple of/i, "The price is not on a step that the exchange knows. Check the instrument's tick size."],
  [/lot/i, "The quantity is no whole number of lots. Check the instrument's lot size."],
  [/circuit|price band|lpp|collar/i, "The price is outside the band that the exchange allows today."],
  [/market.*closed|after.?market|outside.*hours/i, "The market is closed. It can be sent again when it opens."],
  [
    /static ip|ip address|not whitelisted/i,
    "The broker takes orders from a registered address only. Register this server's address there.",
  ],
  [/short|not enough.*(qty|quantity|shares)|holding/i, "The broker does not allow to sell what is not held there."],
  [/account limit:/i, "A limit of the account held it back. The limits stand on the Brokers page."],
  [/429|rate|too many/i, "The broker asked for a pause; it was waited for."],
  [
    /never reached|no answer|timed? ?out|broke off/i,
    "No answer came, so it was looked up by its id before anything else was done.",
  ],
];

/** Returns in plain words what a broker's reason means and what can be done, or null where nothing is known of it. */
export function plainReason(reason: string): string | null {
  return sayings.find(([sign]) => sign.test(reason))?.[1] ?? null;
}
