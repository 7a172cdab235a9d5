"""The pages: a module for each place of the menu; `soilbib.web.routes` has their addresses."""
