"""The one way in: `open_archive(url) -> Archive`."""
