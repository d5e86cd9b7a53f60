"""Pages that list: stories, search results, outlets; what each shows, as plain values."""
