"""The studio: a process beside the app where pictures, memos and sheets are made; only plain data crosses."""
