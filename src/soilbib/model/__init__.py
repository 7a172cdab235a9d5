"""The shared vocabulary: records and what they are made of. Imports nothing of soilbib but `errors`."""

from soilbib.model.csl_data import from_csl, to_csl
from soilbib.model.dates import Date, parse_date
from soilbib.model.names import Name, parse_name, parse_names
from soilbib.model.record import Record, Source

__all__ = [
    "Date",
    "Name",
    "Record",
    "Source",
    "from_csl",
    "parse_date",
    "parse_name",
    "parse_names",
    "to_csl",
]
