"""The story page: what each of its parts shows, worked out from a comparison as plain values."""
