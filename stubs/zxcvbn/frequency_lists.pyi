from collections.abc import Mapping, Sequence

FREQUENCY_LISTS: Mapping[str, Sequence[str]]
