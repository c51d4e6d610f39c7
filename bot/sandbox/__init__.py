"""A Slack workspace on your laptop: for the demo and for the stories in the tests, never for production."""
