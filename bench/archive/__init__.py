"""The archive measured: imports as it grows, search, `kill -9`."""
