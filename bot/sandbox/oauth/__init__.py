"""OAuth v2: how people install the app in their workspaces."""
