"""The article page: one article's text with its findings, versions and captures."""
