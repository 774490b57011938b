"""The inference pipeline: a page becomes a digest. Knows no Discord, no database, no network."""
