"""Reading standings."""

from relationships.queries.band import count_up_to
from relationships.queries.health import health_counts, with_health
from relationships.queries.listing import Listing
from relationships.queries.strength import strength_expression

__all__ = ["Listing", "count_up_to", "health_counts", "strength_expression", "with_health"]
