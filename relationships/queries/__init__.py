"""Reading standings."""

from relationships.queries.health import health_counts, with_health
from relationships.queries.strength import strength_expression

__all__ = ["health_counts", "strength_expression", "with_health"]
