"""Sides of a claim: key points, their prevalence, quotes."""
