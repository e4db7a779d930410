"""The printed documents, set by Typst: the supervision summary and the recovery sheet."""
