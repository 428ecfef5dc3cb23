# What we use of fsspec.core, which comes without types.
from fsspec.spec import AbstractFileSystem

def url_to_fs(url: str) -> tuple[AbstractFileSystem, str]: ...
