"""How the text model is made and judged; nothing here is needed to read a task."""
