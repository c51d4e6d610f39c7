"""How the weights were made and judged; nothing here is needed to give advice."""
