"""Publishing on a cluster: parts are made by the workers of a Dask scheduler."""

from kg.scale.cluster import cluster

__all__ = ["cluster"]
