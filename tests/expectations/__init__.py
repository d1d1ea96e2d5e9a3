"""Suites of Great Expectations, as code. Imported before it, so that it never calls home."""

import os

os.environ["GX_ANALYTICS_ENABLED"] = "false"
