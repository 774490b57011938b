"""Work that takes longer than an answer: who waits, who runs, and the process that does it."""
