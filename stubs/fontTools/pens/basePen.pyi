from fontTools.ttLib import GlyphSet

class BasePen:
    def __init__(self, glyphSet: GlyphSet) -> None: ...
