"""Samples as a table of medians, and the floors that ripcord's proxy is held against."""

from statistics import median

# Fewer clean samples than this give a number with a question mark, and no verdict.
CLEAN_MIN = 3

# Row, path, measure, yardstick, and the least (rate) or most (cpu) that its ratio may be.
FLOORS = [
    ("ping", "ours", "rate", "haproxy", 0.90),
    ("ping64", "ours", "rate", "haproxy", 0.85),
    ("ping", "ours", "cpu", "haproxy", 1.15),
    ("ping64", "ours", "cpu", "haproxy", 1.15),
    ("churn", "ours", "rate", "haproxy", 0.85),
    ("up", "ours", "rate", "haproxy", 0.75),
    ("down", "ours", "rate", "haproxy", 0.75),
    ("ping", "ours-bare", "rate", "relay", 0.85),
    ("ping64", "ours-bare", "rate", "relay", 0.85),
    ("up", "ours-bare", "rate", "relay", 0.85),
    ("down", "ours-bare", "rate", "relay", 0.85),
    ("churn", "ours-bare", "rate", "relay", 0.85),
    # What 100 armed rules that do not match may cost.
    ("ping", "ours-armed", "cpu", "ours-bare", 1.10),
    ("ping64", "ours-armed", "cpu", "ours-bare", 1.10),
]
# What rewriting a known tower may add to an ept_map.
REWRITE_US_MAX = 20.0

MEASURES = {
    "rate": lambda sample: sample.calls_per_second,
    "cpu": lambda sample: sample.cpu_us_per_call,
}


def of_cell(samples, row, path):
    """The samples of a cell that count: the clean ones where there are enough, else all."""
    cell = [sample for sample in samples if sample.row == row and sample.path == path]
    clean = [sample for sample in cell if sample.clean]
    return clean if len(clean) >= CLEAN_MIN else cell


def ratios(samples, row, path, other, measure="rate"):
    """The path's measure over the other's, round by round, sorted; without rounds that lack one."""
    of = MEASURES[measure]
    mine, yardstick = ({sample.round: of(sample) for sample in of_cell(samples, row, name)}
                       for name in (path, other))
    return sorted(mine[round_] / yardstick[round_] for round_ in mine
                  if mine[round_] and yardstick.get(round_))


def summary(samples):
    """One record for each row and path, in the order of the samples."""
    records = []
    for row, path in dict.fromkeys((sample.row, sample.path) for sample in samples):
        cell = [sample for sample in samples if (sample.row, sample.path) == (row, path)]
        used = of_cell(samples, row, path)
        records.append({
            "row": row, "path": path, "samples": len(cell),
            "clean": sum(sample.clean for sample in cell),
            "calls_per_second": median(sample.calls_per_second for sample in used),
            "p50_us": median(sample.p50_us for sample in used),
            "p99_us": median(sample.p99_us for sample in used),
            "cpu_us_per_call": median(sample.cpu_us_per_call for sample in used),
            "to_direct": spread(ratios(samples, row, path, "direct")),
            "to_haproxy": spread(ratios(samples, row, path, "haproxy")),
            "cpu_to_haproxy": spread(ratios(samples, row, path, "haproxy", "cpu")),
        })
    return records


def spread(values):
    """Median, and the quarters between which half of the values lie."""
    if not values:
        return None
    last = len(values) - 1
    return {"median": median(values), "low": values[last // 4], "high": values[last - last // 4]}


def table(records):
    lines = ["| row | path | calls/s | to direct | to HAProxy | CPU us/call | CPU to HAProxy "
             "| p50 us | p99 us | clean |",
             "| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for record in records:
        doubt = "" if record["clean"] >= CLEAN_MIN else " ?"
        cpu = f"{record['cpu_us_per_call']:.2f}" if record["cpu_us_per_call"] else "-"
        lines.append(
            f"| {record['row']} | {record['path']} | {record['calls_per_second']:,.0f}{doubt} "
            f"| {ratio_text(record['to_direct'])} | {ratio_text(record['to_haproxy'])} "
            f"| {cpu} | {ratio_text(record['cpu_to_haproxy'])} "
            f"| {record['p50_us']:.1f} | {record['p99_us']:.1f} "
            f"| {record['clean']} of {record['samples']} |")
    return "\n".join(lines)


def ratio_text(ratio):
    if ratio is None:
        return "-"
    if ratio["low"] == ratio["high"] == 1:
        return "1"
    return f"{ratio['median']:.3f} ({ratio['low']:.2f}..{ratio['high']:.2f})"


def judge(samples):
    """A list of (verdict, text) for each floor whose row and paths were measured: reached, missed
    or doubtful."""
    verdicts = []
    for row, path, measure, other, limit in FLOORS:
        values = ratios(samples, row, path, other, measure)
        if values:
            value = median(values)
            reached = value >= limit if measure == "rate" else value <= limit
            sign = ">=" if measure == "rate" else "<="
            verdicts.append((verdict_of(samples, row, (path, other), reached),
                             f"{row}: {measure} of {path} to {other} {value:.3f}, "
                             f"wanted {sign} {limit}"))
    verdicts += judge_rewriting(samples)
    return verdicts


def judge_rewriting(samples):
    paths = ("ours", "ours-unrewritten")
    cells = [of_cell(samples, "map", path) for path in paths]
    if not all(cells):
        return []
    added = median(s.p50_us for s in cells[0]) - median(s.p50_us for s in cells[1])
    return [(verdict_of(samples, "map", paths, added <= REWRITE_US_MAX),
             f"map: rewriting adds {added:.2f} us, wanted <= {REWRITE_US_MAX:.0f}")]


def verdict_of(samples, row, paths, reached):
    for path in paths:
        clean = [s for s in samples if (s.row, s.path) == (row, path) and s.clean]
        if len(clean) < CLEAN_MIN:
            return "doubtful"
    return "reached" if reached else "missed"
