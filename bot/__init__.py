"""Slack: what we hear, what we show, and how we are run."""
