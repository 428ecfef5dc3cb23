# What we use of fontTools.pens.basePen, which comes without types.
from fontTools.ttLib import GlyphSet

class BasePen:
    def __init__(self, glyphSet: GlyphSet) -> None: ...
