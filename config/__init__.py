"""Settings from the environment. Imports neither bot nor models."""
