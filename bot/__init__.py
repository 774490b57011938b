"""The application: terminal now, Discord later. Imports models and config, never the reverse."""

__version__ = "0.1.0"
