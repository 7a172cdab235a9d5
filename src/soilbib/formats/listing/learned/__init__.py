"""House forms: the form of one page or bibliography, learned from corrected examples and kept as TOML."""

from __future__ import annotations

from soilbib.formats.listing.learned.correcting import correct
from soilbib.formats.listing.learned.examples import Example, read_examples
from soilbib.formats.listing.learned.house import Form, House, NameForm, dump_house, load_house
from soilbib.formats.listing.learned.learning import learn_house
from soilbib.formats.listing.learned.matching import SURE, read_learned

__all__ = [
    "SURE",
    "Example",
    "Form",
    "House",
    "NameForm",
    "correct",
    "dump_house",
    "learn_house",
    "load_house",
    "read_examples",
    "read_learned",
]
