"""BibTeX and BibLaTeX: one reader and one table of types and fields, two dialects when written (`dialects`)."""
