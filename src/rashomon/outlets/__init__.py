"""What is known of each outlet, as data: names in several scripts, hosts, time zone, owner, partners."""

from rashomon.outlets.registry import Outlet, Outlets, load_outlets

__all__ = ["Outlet", "Outlets", "load_outlets"]
