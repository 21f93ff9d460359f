#!/usr/bin/env python3
"""Says whose doing each late cycle was: late_cycles.py < LEDGER, what `strumctl ledger --json` prints."""
import collections
import json
import sys

WORDS = {
    "ours": "ours",
    "system": "the system's, which let somebody else run",
    "unknown": "nobody's that the system tells of: an interrupt, or the machine below this one",
}

ledger = json.load(sys.stdin)
missed = [record for record in ledger["records"] if record["duration"] > record["period"]]
print(f"late: {ledger['late']:.0f} of {ledger['cycles']:.0f} cycles took more than they may; "
      f"{len(missed)} of the last {len(ledger['records'])} missed their deadline")
for record in missed:
    print(f"late: frame {record['frame']:.0f}, {record['duration']:.0f} of {record['period']:.0f} µs: "
          f"{' to '.join(record['nodes'][:1] + record['nodes'][1:][-1:]) or 'the engine'} took "
          f"{record['cost']:.0f} µs, usually {record['usual']:.1f}; waited {record['waited']:.0f} µs, "
          f"{record['preemptions']:.0f} preemptions, {record['page_faults']:.0f} page faults, "
          f"{record['stolen'] / 1000:.0f} ms stolen from all processors in the second before: "
          f"{record['doing']}")
for doing, count in collections.Counter(record["doing"] for record in missed).items():
    print(f"late: {count} {'was' if count == 1 else 'were'} {WORDS[doing]}")
