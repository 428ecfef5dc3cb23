"""Private use: the code points that old Chinese systems used for characters which Unicode did not have yet."""

from __future__ import annotations

from collections.abc import Mapping

#: GBK's private code points U+E815 to U+E864, which are the bytes FE50 to FEA0 of GB 18030.
_GBK_FIRST = 0xE815
_GBK = (
    "⺁𠂇𠂉𠃌⺄㑳㑇⺈⺋龴㖞㘚㘎⺌⺗㥮㤘龵㧏㧟㩳㧐龶龷㭎㱮㳠⺧𡗗龸⺪䁖䅟⺮䌷⺳⺶⺷𢦏䎱"
    "䎬⺻䏝䓖䙡䙌龹䜣䜩䝼䞍⻊䥇䥺䥽䦂䦃䦅䦆䦟䦛䦷䦶龺𤇾䲣䲟䲠䲡䱷䲢䴓䴔䴕䴖䴗䴘䴙䶮龻"
)
#: GB 18030's private code points U+E78D to U+E796: vertical forms of punctuation.
_VERTICAL_FIRST = 0xE78D
_VERTICAL = "︐︒︑︓︔︕︖︗︘︙"
_PINYIN = {0xE7C7: "ḿ", 0xE7C8: "ǹ"}

#: Private code point → the character that GB 18030-2005 gives its bytes. U+E863, 䶮, stands in names of people.
STANDARD_FORMS: Mapping[int, str] = {
    **dict(enumerate(_GBK, _GBK_FIRST)),
    **dict(enumerate(_VERTICAL, _VERTICAL_FIRST)),
    **_PINYIN,
}
