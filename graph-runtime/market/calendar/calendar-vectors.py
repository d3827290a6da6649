# Writes calendar-vectors.json from packages that know nothing of this folder: exchange_calendars 4.13 (XNYS) and
# pandas_market_calendars 5.5 (NSE). Run: pip install exchange_calendars pandas_market_calendars && python calendar-vectors.py
import json
import exchange_calendars as xc
import pandas as pd
import pandas_market_calendars as mc

def vectors(schedule, opens, closes, first, last):
    """Weekdays without a session, weekend days with one, and each change of the hours in minutes of the UTC day."""
    days = [d.strftime("%Y-%m-%d") for d in schedule.index]
    held = set(days)
    closed = [d for d in pd.bdate_range(first, last).strftime("%Y-%m-%d") if d not in held]
    hours, before = [], None
    for day, start, end in zip(days, schedule[opens], schedule[closes]):
        now = [start.hour * 60 + start.minute, end.hour * 60 + end.minute]
        if now != before:
            hours.append([day, *now])
        before = now
    return {"from": first, "to": last, "count": len(days), "closed": closed, "hours": hours}

first, last = "1990-01-01", "2027-10-29"
xnys = xc.get_calendar("XNYS", start=first, end=last).schedule
nse_first, nse_last = "2006-01-01", "2026-12-31"
nse = mc.get_calendar("NSE").schedule(nse_first, nse_last)
out = {
    "us-equity": vectors(xnys, "open", "close", first, last),
    "india": vectors(nse, "market_open", "market_close", nse_first, nse_last),
}
with open("calendar-vectors.json", "w") as file:
    json.dump(out, file)
    file.write("\n")
print({k: (v["count"], len(v["closed"]), len(v["hours"])) for k, v in out.items()}, out["india"]["hours"][:9])
