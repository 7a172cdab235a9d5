"""The words by which the grammar tells parts: genres, periodicals, places, organisations, given and small words."""
