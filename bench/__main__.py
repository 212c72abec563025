"""Run the benchmarks, all or those that are named: `python -m bench [ack] [routes] [import] [search] [report] …`.

Each prints ratios, never seconds: both sides are measured in turn in one run. Ends with status 1 if a bar does not
hold.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import ack, digesting, draining, importing, planning, printing, redirects, reporting, routes, searching
from bench.ratios import Ratio
from bench.sizes import FULL, Sizes

Benchmark = Callable[[Sizes, Path], Iterator[Ratio]]

BENCHMARKS: Mapping[str, Benchmark] = {
    "ack": ack.run,
    "routes": routes.run,
    "import": importing.run,
    "search": searching.run,
    "redirect": redirects.run,
    "report": reporting.run,
    "digest": digesting.run,
    "pdf": printing.run,
    "drain": draining.run,
    "plan": planning.run,
}


def main(names: Sequence[str], *, sizes: Sizes) -> int:
    """Run and print; the exit status."""
    unknown = [name for name in names if name not in BENCHMARKS]
    if unknown:
        print(f"There is no benchmark called {unknown[0]}. There are {', '.join(BENCHMARKS)}.")
        return 2
    all_hold = True
    for name in names or BENCHMARKS:
        with TemporaryDirectory() as folder:
            for ratio in BENCHMARKS[name](sizes, Path(folder)):
                print(ratio, flush=True)
                all_hold = all_hold and ratio.holds
    return 0 if all_hold else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], sizes=FULL))
