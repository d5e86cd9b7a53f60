"""A small newsroom on loopback: outlets that serve feeds, index pages and articles, and servers that misbehave."""

from tests.newsroom.clock import START, StepClock
from tests.newsroom.server import Fault, Newsroom, Reply, Visit, serve_newsroom

__all__ = ["START", "Fault", "Newsroom", "Reply", "StepClock", "Visit", "serve_newsroom"]
