# What we use of filetype, which comes without types.
class Type:
    mime: str
    extension: str

def guess(obj: bytes) -> Type | None: ...
