"""Where aligned statements part: numbers, times, places, speakers, facts."""

from rashomon.compare.partings.finding import find_partings
from rashomon.compare.partings.parting import Parting

__all__ = ["Parting", "find_partings"]
