"""Pages: lines of text, HTML or Markdown, the entries among them, what stands under them, and the rest."""
