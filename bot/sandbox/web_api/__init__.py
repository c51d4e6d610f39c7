"""The Web API: the methods that the app uses, refusing what Slack refuses."""
