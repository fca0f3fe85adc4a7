import click


@click.command("new")
def command() -> None:
    """To come."""
