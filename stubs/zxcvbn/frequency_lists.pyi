# What we use of zxcvbn.frequency_lists, which comes without types.
from collections.abc import Mapping, Sequence

FREQUENCY_LISTS: Mapping[str, Sequence[str]]
