"""A page with everything that the app can show."""
