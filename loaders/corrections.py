"""The user's own corrections, ``<home>/corrections.csv``: the columns of ``seeds/corrections.csv``, added to its rows."""

import pyarrow as pa
from pyarrow import csv

from loaders.errors import BadUse
from loaders.home import Home

SCHEMA = pa.schema(
    [
        ("document_id", pa.string()),
        ("span_start", pa.int32()),
        ("span_end", pa.int32()),
        ("ordinal", pa.int32()),
        ("column_name", pa.string()),
        ("expected_value", pa.string()),
        ("value", pa.string()),
        ("reason", pa.string()),
        ("corrected_on", pa.date32()),
    ]
)


def read(home: Home) -> pa.Table:
    """The rows of the file, none where there is none. Raises BadUse."""
    if not home.corrections.exists():
        return SCHEMA.empty_table()
    types = csv.ConvertOptions(
        column_types=dict(zip(SCHEMA.names, SCHEMA.types, strict=True)),
        include_columns=SCHEMA.names,
        strings_can_be_null=True,
    )
    try:
        return csv.read_csv(home.corrections, convert_options=types)
    except (pa.ArrowException, OSError) as error:
        raise BadUse(f"{home.corrections} cannot be read: {error}") from error
