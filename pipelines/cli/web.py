"""Dagster's web server, answering only to the names of this machine.

Dagster looks at no Host header, so that a page of the web could give its own name this machine's address
(DNS rebinding) and start runs from the browser of whoever reads it. What the UI shows is Dagster's.
"""

from typing import Any

from dagster_webserver import cli
from starlette.middleware.trustedhost import TrustedHostMiddleware

HOSTS = ["127.0.0.1", "localhost"]
"""A reverse proxy on this machine passes one of them on; nginx does so unless told otherwise."""


def main() -> None:
    """Run the server with Dagster's own options."""
    made = cli.create_app_from_workspace_process_context  # pyright: ignore[reportPrivateImportUsage]

    def guarded(*arguments: Any, **options: Any) -> Any:
        app = made(*arguments, **options)
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
        return app

    cli.create_app_from_workspace_process_context = guarded  # pyright: ignore[reportPrivateImportUsage]
    cli.dagster_webserver()


if __name__ == "__main__":
    main()
