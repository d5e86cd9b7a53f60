"""Chinese news: cues, speakers, sources and times."""
