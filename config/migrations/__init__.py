"""The history of the tables, run by ``config.migrate``."""
