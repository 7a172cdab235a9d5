"""The catalogue as web pages, an API and an OAI-PMH provider; needs the extra ``soilbib[web]``.

`app.create_app` makes the ASGI application, `server.serve` runs it. The table of pages is in `pages`, that of the
API in `api.operations`; `guard` stands in front of all of them.
"""
