"""Web pages and REST API over an archive: each file parses a request, asks the archive and renders."""

from rashomon.web.app import create_app, listen, serve

__all__ = ["create_app", "listen", "serve"]
