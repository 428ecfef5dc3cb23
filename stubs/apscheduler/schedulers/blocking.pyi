# What we use of apscheduler.schedulers.blocking, which comes without types.
from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

class BlockingScheduler:
    def __init__(self, *, timezone: tzinfo) -> None: ...
    def add_job(
        self,
        func: Callable[..., object],
        trigger: str,
        *,
        args: Sequence[object],
        id: str,
        seconds: int,
        next_run_time: datetime,
        coalesce: bool,
        max_instances: int,
        misfire_grace_time: int,
    ) -> None: ...
    def start(self) -> None: ...
