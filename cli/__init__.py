"""The `earshot` command, one file per subcommand."""
