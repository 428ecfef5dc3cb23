// The papers of a page that has nothing of its own to do with them.
import { showSheets } from "./sheet.js";

showSheets();
