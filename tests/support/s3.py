"""An S3 server on this machine, and a second client of it that our storage knows nothing of."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import boto3
from moto.core import DEFAULT_ACCOUNT_ID
from moto.moto_server.threaded_moto_server import ThreadedMotoServer
from moto.s3.models import s3_backends

if TYPE_CHECKING:
    from datetime import datetime

KEY, SECRET = "example", "only-for-tests"


@dataclass(frozen=True, kw_only=True)
class Bucket:
    """A bucket of its own, with what the environment must say to reach it."""

    name: str
    address: str
    other: Any

    @property
    def url(self) -> str:
        return f"s3://{self.name}/files"

    @property
    def environment(self) -> dict[str, str]:
        return {
            "FSSPEC_S3_ENDPOINT_URL": self.address,
            "FSSPEC_S3_KEY": KEY,
            "FSSPEC_S3_SECRET": SECRET,
            "NO_PROXY": "127.0.0.1",
        }

    def put(self, key: str, data: bytes) -> None:
        """Write as another process does."""
        self.other.put_object(Bucket=self.name, Key=f"files/{key}", Body=data)

    def keys(self) -> list[str]:
        """Return all keys of the bucket, whoever wrote them."""
        return [entry["Key"] for entry in self.other.list_objects_v2(Bucket=self.name).get("Contents", [])]

    def age(self, key: str, *, written_at: datetime) -> None:
        """Let an object be written at another time."""
        backend = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
        backend.buckets[self.name].keys[f"files/{key}"].last_modified = written_at.replace(tzinfo=None)


def serve() -> Iterator[str]:
    """Run the server in a thread on a free port, and give its address."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def make_bucket(address: str) -> Bucket:
    """Make an empty bucket with a new name."""
    other = boto3.client(
        "s3", endpoint_url=address, aws_access_key_id=KEY, aws_secret_access_key=SECRET, region_name="us-east-1"
    )
    name = f"certificates-{uuid.uuid4().hex[:12]}"
    other.create_bucket(Bucket=name)
    return Bucket(name=name, address=address, other=other)
