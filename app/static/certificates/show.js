// A document's page: its paper, and the ledger of its prints shown anew after a print.
import "../lists/prints.js";
import "./sheet.js";
