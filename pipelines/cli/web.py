"""Dagster's web server, answering only to the names of this machine, and the reports beside it.

Dagster looks at no Host header, so that a page of the web could give its own name this machine's address
(DNS rebinding) and start runs from the browser of whoever reads it. What the UI shows is Dagster's;
browsers follow no link from there to a file, so the report of each release is served, too.
"""

import os
from pathlib import Path
from typing import Any

from dagster_webserver import cli
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from pipelines.assets.release import REPORT_PATH
from pipelines.publish.release import report_of
from pipelines.resources import OUTPUT_VARIABLE

HOSTS = ["127.0.0.1", "localhost"]
"""A reverse proxy on this machine passes one of them on; nginx does so unless told otherwise."""


def report(request: Request) -> Response:
    """The report of one release of the output folder; 404 where it is gone, or never was."""
    found = report_of(Path(os.environ[OUTPUT_VARIABLE]), request.path_params["release"])
    if found is None:
        return PlainTextResponse("This release is gone; see the newest one.\n", 404)
    return FileResponse(found, media_type="text/html")


def main() -> None:
    """Run the server with Dagster's own options."""
    made = cli.create_app_from_workspace_process_context  # pyright: ignore[reportPrivateImportUsage]

    def guarded(*arguments: Any, **options: Any) -> Any:
        app = made(*arguments, **options)
        # before Dagster's own routes, the last of which takes every path
        app.router.routes.insert(0, Route(REPORT_PATH + "/{release}", report))
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=HOSTS)
        return app

    cli.create_app_from_workspace_process_context = guarded  # pyright: ignore[reportPrivateImportUsage]
    cli.dagster_webserver()


if __name__ == "__main__":
    main()
