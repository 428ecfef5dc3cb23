"""Time zones that a user may choose from for the timestamps he is shown; dates on documents are those of China."""

from __future__ import annotations

#: The zone of whoever has chosen none.
DEFAULT = "Asia/Shanghai"
#: Places that certificates go to, from east to west.
OFFERED = (
    "Pacific/Auckland", "Australia/Sydney", "Asia/Vladivostok", "Asia/Tokyo", "Asia/Seoul", "Asia/Shanghai",
    "Asia/Hong_Kong", "Asia/Taipei", "Asia/Singapore", "Asia/Kuala_Lumpur", "Asia/Manila", "Asia/Jakarta",
    "Asia/Bangkok", "Asia/Ho_Chi_Minh", "Asia/Yangon", "Asia/Dhaka", "Asia/Kolkata", "Asia/Karachi", "Asia/Dubai",
    "Europe/Moscow", "Asia/Riyadh", "Africa/Nairobi", "Europe/Istanbul", "Africa/Cairo", "Europe/Athens",
    "Africa/Johannesburg", "Europe/Berlin", "Europe/Paris", "Europe/Madrid", "Africa/Lagos", "Europe/London", "UTC",
    "America/Sao_Paulo", "America/Santiago", "America/New_York", "America/Toronto", "America/Chicago",
    "America/Mexico_City", "America/Denver", "America/Los_Angeles", "America/Vancouver",
)  # fmt: skip
