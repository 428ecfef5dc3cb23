"""What refusals say of scanned documents: code → sentence; %(name)s are its parameters."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l

from app.views.words.label import Label

SENTENCES: dict[str, Label] = {
    "document_no_unusable": _l(
        "This document number cannot be used. Compare it with the document: 6 to 32 letters, digits and hyphens."
    ),
    "scan_missing": _l("Choose a file."),
    "scan_too_many_files": _l("Send at most %(limit)s files at once."),
    "scan_empty": _l("The file is empty."),
    "scan_too_large": _l("The file is larger than %(limit)s MB. Scan it with fewer dots per inch, or in parts."),
    "scan_wrong_type": _l(
        "This is no PDF, JPEG, PNG or TIFF, whatever its name says. Save or scan it as one of these."
    ),
    "scan_damaged": _l(
        "The file is damaged and cannot be read to its end. Open it on your computer, save it anew and send that."
    ),
    "scan_encrypted": _l("The PDF is protected. Save it without a password and without restrictions, then send that."),
    "scan_too_many_pages": _l("The file has %(pages)s pages; %(limit)s are allowed. Send it in parts."),
    "scan_too_many_pixels": _l(
        "A picture in it has %(pixels)s million pixels; %(limit)s million are allowed. Scan it "
        "with fewer dots per inch."
    ),
    "scan_unpacks_too_far": _l("The file unpacks to far more than a scan needs. Print it to a new PDF and send that."),
    "scan_active_content": _l(
        "The file has active content that cannot be removed. Print it to a new PDF and send that."
    ),
    "scan_too_complex": _l(
        "Checking the file took too long or too much memory. Scan the document anew, or print it to a new PDF."
    ),
    "scan_already_there": _l("This very file is under %(number)s already."),
    "scan_unchanged": _l("This is the very file that %(number)s has now."),
    "scan_file_damaged": _l("The stored file of %(number)s is not the one that was uploaded. Tell the administrator."),
}
