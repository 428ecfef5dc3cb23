"""Log lines: one event a line, plain tracebacks; never the local variables, which may hold passwords."""

from __future__ import annotations

import sys

import structlog

from config import Settings


def install(settings: Settings) -> None:
    """Write JSON in production, readable lines elsewhere."""
    shown = (
        [structlog.processors.format_exc_info, structlog.processors.JSONRenderer(ensure_ascii=False)]
        if settings.is_production
        else [structlog.dev.ConsoleRenderer(colors=False, exception_formatter=structlog.dev.plain_traceback)]
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            *shown,
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
