"""The bot's words in every language it speaks, from one TOML file a language.

``speak`` gives a language's words; English stands in where a language has none.
"""
