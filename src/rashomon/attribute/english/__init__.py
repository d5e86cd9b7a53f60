"""English news: cues, speakers, sources and times."""
