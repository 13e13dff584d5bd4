"""How the endpoint behaves under load: a server of its own, clients on the same machine."""

from kg.bench_serve.scenario import Figures, Plan, measure

__all__ = ["Figures", "Plan", "measure"]
