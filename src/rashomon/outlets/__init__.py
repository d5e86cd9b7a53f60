"""What is known of each outlet, as data: names in several scripts, hosts, time zone, owner, partners."""

from rashomon.outlets.registry import Layout, Outlet, Outlets, load_outlets

__all__ = ["Layout", "Outlet", "Outlets", "load_outlets"]
