"""Web pages and REST API over an archive: each file parses a request, asks the archive and renders."""

from rashomon.web.app import create_app, serve

__all__ = ["create_app", "serve"]
