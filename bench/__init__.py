"""Measurements of quality and speed, against the data beside the project and against named peers."""
