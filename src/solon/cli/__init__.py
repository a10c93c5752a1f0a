"""The command line: parses, calls the API, prints."""

from solon.cli.app import main as main
