"""The application: terminal now, Discord later. Imports models and config, never the reverse."""
