"""Measurements. They print figures for docs/performance.md and fail only when a result is wrong."""
