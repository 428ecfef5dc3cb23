// The page of an application: the paper of a document, and the ledger of its prints shown anew after a print.
import "../lists/prints.js";
import "../certificates/papers.js";
