"""What comes in: files, folders, mirrors, feeds, sites and web archives, as pages."""

from rashomon.capture.reading import is_address, read_sources
from rashomon.capture.settings import CaptureSettings, Timeouts

__all__ = ["CaptureSettings", "Timeouts", "is_address", "read_sources"]
