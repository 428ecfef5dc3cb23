# What we use of fsspec, which comes without types.
from fsspec import core as core
from fsspec import utils as utils
from fsspec.spec import AbstractFileSystem

def get_filesystem_class(protocol: str) -> type[AbstractFileSystem]: ...
