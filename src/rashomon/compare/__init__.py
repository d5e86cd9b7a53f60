"""What the accounts of one story share, on how many independent words, and where they part. Pure."""

from rashomon.compare.comparison import compare_accounts

__all__ = ["compare_accounts"]
