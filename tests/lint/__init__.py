"""What holds for every model of the project, checked on dbt's manifest and on the compiled SQL (`make lint`).

The rules are those of dbt_project_evaluator, which is no package of PyPI, and of docs/style; each has a test that breaks it.
"""
