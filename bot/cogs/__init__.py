"""What people do in Discord: commands, buttons, forms. Thin: read the source, queue, show."""
