"""The forms of strings, a function for each: it gives a scored reading, or None where the string has not that form."""
