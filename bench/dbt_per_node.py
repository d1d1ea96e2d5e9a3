"""Seconds per node of `dbt build`, of keji and of a small project like jaffle-shop, in one run on one machine.

    python bench/dbt_per_node.py [--reports DIR] [--rounds 3]

The small project is written here: two seeds, three staging views, two tables, and a dozen tests. Per node means the elapsed
time of the run by the number of nodes run, without parsing.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent

SMALL = {
    "dbt_project.yml": "name: small\nversion: '1.0'\nprofile: small\nseeds:\n  small:\n    +schema: raw\n"
    "models:\n  small:\n    staging:\n      +materialized: view\n    marts:\n      +materialized: table\n",
    "profiles.yml": "small:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: small.duckdb\n      threads: 2\n",
    "seeds/raw_customers.csv": "id,name\n" + "".join(f"{n},customer {n}\n" for n in range(1, 101)),
    "seeds/raw_orders.csv": "id,customer_id,day,status\n"
    + "".join(
        f"{n},{n % 100 + 1},2020-01-{n % 28 + 1:02d},{'returned' if n % 9 == 0 else 'done'}\n" for n in range(1, 501)
    ),
    "seeds/raw_payments.csv": "id,order_id,method,amount\n"
    + "".join(f"{n},{n},{'card' if n % 2 else 'coupon'},{n * 7 % 900}\n" for n in range(1, 501)),
    "models/staging/stg_customers.sql": "select id as customer_id, name from {{ ref('raw_customers') }}",
    "models/staging/stg_orders.sql": "select id as order_id, customer_id, day, status from {{ ref('raw_orders') }}",
    "models/staging/stg_payments.sql": "select id as payment_id, order_id, method, amount / 100 as amount "
    "from {{ ref('raw_payments') }}",
    "models/marts/orders.sql": "with totals as (select order_id, sum(amount) as amount from {{ ref('stg_payments') }} "
    "group by order_id) select orders.*, totals.amount from {{ ref('stg_orders') }} as orders "
    "left join totals on orders.order_id = totals.order_id",
    "models/marts/customers.sql": "with totals as (select customer_id, min(day) as first_day, count(*) as order_count, "
    "sum(amount) as amount from {{ ref('orders') }} group by customer_id) select customers.*, totals.first_day, "
    "totals.order_count, totals.amount from {{ ref('stg_customers') }} as customers "
    "left join totals on customers.customer_id = totals.customer_id",
    "models/models.yml": "version: 2\nmodels:\n"
    + "".join(
        f"  - name: {name}\n    columns:\n      - name: {key}\n        data_tests: [unique, not_null]\n"
        for name, key in [
            ("stg_customers", "customer_id"),
            ("stg_orders", "order_id"),
            ("stg_payments", "payment_id"),
            ("orders", "order_id"),
            ("customers", "customer_id"),
        ]
    ),
}


def build(project: Path, environment: dict[str, str], *arguments: str) -> float:
    """Seconds per node."""
    target = project / "target" if project != ROOT else Path(environment["DBT_TARGET_PATH"])
    command = [str(BIN / "dbt"), "--quiet", "build", *arguments]
    subprocess.run(command, cwd=project, env=environment, check=True, stdout=subprocess.DEVNULL)
    results = json.loads((target / "run_results.json").read_text(encoding="utf-8"))
    ran = [result for result in results["results"] if result["status"] not in ("skipped", "no-op")]
    return float(results["elapsed_time"]) / len(ran)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--reports", type=Path, default=ROOT / "reports")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        small, home = Path(folder, "small"), Path(folder, "home")
        for name, text in SMALL.items():
            path = small / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        load = [sys.executable, "-m", "loaders.cli", "load", "--reports", str(arguments.reports), "--home", str(home)]
        subprocess.run(load, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        plain = {**os.environ, "DBT_SEND_ANONYMOUS_USAGE_STATS": "false", "DBT_PROFILES_DIR": str(small)}
        ours = {
            **plain,
            "KEJI_HOME": str(home),
            "DBT_PROFILES_DIR": str(ROOT),
            "DBT_TARGET_PATH": str(home / "target"),
            "DBT_LOG_PATH": str(home / "logs"),
        }
        rounds = [
            (build(small, plain), build(ROOT, ours, "--exclude-resource-type", "unit_test"))
            for _ in range(arguments.rounds)
        ]
    other, keji = (statistics.median(times) for times in zip(*rounds, strict=True))
    print(f"small project {other * 1000:.0f} ms per node, keji {keji * 1000:.0f} ms per node, ratio {keji / other:.2f}")


if __name__ == "__main__":
    main()
