"""Measuring: one file per task, one JSON line per data file."""
