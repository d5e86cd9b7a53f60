"""Rashomon: one event, every account."""
