"""References."""

REFERENCE_FORMS = ()
