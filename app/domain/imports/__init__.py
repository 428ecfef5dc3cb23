"""Files of records: layout, cells and the judgement of each record."""
