from tests.server import committed, database_url, server, servers

__all__ = ["committed", "database_url", "server", "servers"]
