"""What every test of the command line may use."""

from tests.cli.running import newsroom

__all__ = ["newsroom"]
