"""The commands: each parses its input, asks the archive or a pure step, and shows what came back."""

from rashomon.cli.main import main

__all__ = ["main"]
