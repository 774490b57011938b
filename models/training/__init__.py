"""Training: one file per model; reads JSON Lines, resumable, writes weights and a card."""
