"""What the build database holds: its raw tables, dbt, the checks, and the state that outlives every rebuild."""
